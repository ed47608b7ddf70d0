import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface CertificateProps {
  /** One or more host names, all in the zone; no wildcards. The first is the certificate's common name. */
  readonly hostNames: readonly string[];
  /** The public zone that proves them. */
  readonly zoneId: string;
  /** Where it is made: CloudFront takes its from us-east-1 only. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

const validationTtlSeconds = 300;

/** A public certificate that Amazon renews by itself as long as the records that prove the names stay in the zone. */
export class Certificate extends Construct {
  /** Known once the certificate is valid, so that nothing uses it earlier. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { hostNames, zoneId, provider }: CertificateProps) {
    super(scope, id);
    const [commonName, ...others] = hostNames;
    if (commonName === undefined) throw new Error(`${this.node.path}: a certificate has at least one host name`);
    const wildcard = hostNames.find((name) => name.includes('*'));
    if (wildcard !== undefined) throw new Error(`"${wildcard}": name each host: a stolen key then serves no other`);
    const place = provider === undefined ? {} : { provider };
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName: commonName,
      subjectAlternativeNames: others,
      validationMethod: 'DNS',
      options: { certificateTransparencyLoggingPreference: 'ENABLED' },
      // In use while the next one is made.
      lifecycle: { createBeforeDestroy: true },
      ...place,
    });
    const proofs = hostNames.map((hostName) => {
      const proof = proofOf(certificate, hostName);
      return new Route53Record(this, `proof-${hostName}`, {
        zoneId,
        name: proof('name'),
        type: proof('type'),
        records: [proof('value')],
        ttl: validationTtlSeconds,
        // Another region's certificate for the same name is proven by the same record.
        allowOverwrite: true,
      });
    });
    const validation = new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
      validationRecordFqdns: proofs.map(({ fqdn }) => fqdn),
      ...place,
    });
    this.arn = validation.certificateArn;
  }
}

/** What ACM wants to see in the zone for a host name. It answers a set without order, so it is searched for the name. */
const proofOf = (certificate: AcmCertificate, hostName: string) => (part: 'name' | 'type' | 'value') =>
  `\${one([for option in ${certificate.fqn}.domain_validation_options : option.resource_record_${part} if option.domain_name == "${hostName}"])}`;
