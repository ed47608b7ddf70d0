import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function/index.js';
import { Construct } from 'constructs';

export interface SiteRoutingProps {
  /** Letters, digits, hyphens and underscores, at most 64. */
  readonly name: string;
}

/** Source: Amazon CloudFront Developer Guide, "Quotas on CloudFront Functions". */
const maxCodeBytes = 10 * 1024;

export const viewerRequestCode = readFileSync(join(import.meta.dirname, 'viewer-request.js'), 'utf8');

/**
 * Answers the single-page application's own paths with its page, and leads `www.` to the site. It works on requests: an
 * error page for 404 would do the same to every missing file and to the API's answers.
 */
export class SiteRouting extends Construct {
  readonly functionArn: string;

  constructor(scope: Construct, id: string, { name }: SiteRoutingProps) {
    super(scope, id);
    if (Buffer.byteLength(viewerRequestCode) > maxCodeBytes) {
      throw new Error(`viewer-request.js is larger than the ${maxCodeBytes} bytes that CloudFront takes`);
    }
    const routing = new CloudfrontFunction(this, 'function', {
      name,
      comment: 'Paths of the application, www',
      runtime: 'cloudfront-js-2.0',
      // Terraform would take the code's own interpolations for its.
      code: viewerRequestCode.replaceAll('${', () => '$${'),
      publish: true,
    });
    this.functionArn = routing.arn;
  }
}
