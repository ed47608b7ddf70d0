import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version/index.js';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Secret, type SecretProps } from './secret.ts';

export interface GeneratedSecretProps extends SecretProps {
  /**
   * The secret's JSON: its keys, and their values as templates in which `{random}` stands for the generated part, e.g.
   * `{ username: 'orders', password: '{random}' }`.
   */
  readonly content: Readonly<Record<string, string>>;
  /** Raise it to have a new value made. What else was given `random` then takes this number as its version, too. */
  readonly version: number;
}

/** Letters and digits only, so that it stands in a URL as it is and reads as base64url: 43 of them are 32 bytes. */
const random = { password_length: 43, exclude_punctuation: true, require_each_included_type: true };

/**
 * A secret whose value Secrets Manager makes while Terraform applies. The value is neither in the synthesized
 * JSON nor in a plan or state: it is an ephemeral value, and goes into write-only arguments only.
 *
 * Nobody else puts values into it: the value that Terraform wrote would lose its labels, which lets Secrets Manager
 * delete it, and the next apply would write a new one.
 */
export class GeneratedSecret extends Construct {
  readonly arn: string;
  readonly version: number;
  /** The generated part, for the write-only argument of what the secret opens: both are written by the same apply. */
  readonly random: string;
  /** Resources that others must wait for: the value exists after it. */
  readonly value: SecretsmanagerSecretVersion;

  constructor(scope: Construct, id: string, { content, version, ...props }: GeneratedSecretProps) {
    super(scope, id);
    if (!Number.isInteger(version) || version < 1) {
      throw new Error(`Version ${version} of secret ${props.name}: it counts from 1 in whole numbers`);
    }
    if (!Object.values(content).some((template) => template.includes('{random}'))) {
      throw new Error(`Secret ${props.name}: no value has {random} in it, so there is nothing to generate`);
    }
    const secret = new Secret(this, 'secret', props);
    const generated = `${ephemeralPassword(this)}.random_password`;
    this.value = new SecretsmanagerSecretVersion(this, 'value', {
      secretId: secret.arn,
      secretStringWo: jsonExpression(content, generated),
      secretStringWoVersion: version,
    });
    this.arn = secret.arn;
    this.version = version;
    this.random = `\${${generated}}`;
  }
}

/** CDKTF has no ephemeral blocks. The plan asks for a random password and forgets it: `secretsmanager:GetRandomPassword`. */
function ephemeralPassword(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  const address = `aws_secretsmanager_random_password.${stack.getLogicalId(scope.node)}`;
  stack.addOverride(`ephemeral.${address}`, random);
  return `ephemeral.${address}`;
}

/** `{ password: '{random}' }` -> `${jsonencode({"password" = "${ephemeral...}"})}`: Terraform puts the value in. */
function jsonExpression(content: Readonly<Record<string, string>>, generated: string): string {
  const members = Object.entries(content).map(([key, template]) => {
    const value = JSON.stringify(template).replaceAll('{random}', `\${${generated}}`);
    return `${JSON.stringify(key)} = ${value}`;
  });
  return `\${jsonencode({${members.join(', ')}})}`;
}
