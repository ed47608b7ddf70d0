import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { expect } from 'chai';
import { z } from 'zod';
import { resourcesOf } from '../../test/resources-of.ts';
import { deregistrationSeconds, preStopSeconds, terminationGraceSeconds } from '../draining.ts';
import { IngressGroups } from '../ingress-groups.ts';
import { LoadBalancer } from '../load-balancer.ts';
import { LoadBalancerLogs } from '../load-balancer-logs.ts';

const resources = resourcesOf((stack) => {
  // Stands for the bucket's policy.
  const after = new SqsQueue(stack, 'after', {});
  new LoadBalancer(stack, 'balancer', {
    name: 'evermart-dev-gateway',
    vpcId: 'vpc-1',
    subnetIds: ['subnet-a', 'subnet-b'],
    securityGroupIds: ['sg-1', 'sg-2'],
    certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1',
    logs: { bucket: 'logs', after },
    targetPort: 4100,
    secretHeader: { name: 'x-evermart-origin', values: ['one', 'other'] },
  });
});

const Rule = z.object({ priority: z.number(), condition: z.array(z.record(z.string(), z.unknown())) });

describe('the load balancer', () => {
  it('answers 403 to whoever does not know the header', () => {
    expect(resources.only('aws_lb_listener').default_action).to.containSubset([
      { type: 'fixed-response', fixed_response: { status_code: '403' } },
    ]);
  });

  it('lets in who knows the header, also while its value is replaced, and health checks', () => {
    const rules = resources.of('aws_lb_listener_rule').map((rule) => Rule.parse(rule));

    expect(rules.map(({ condition }) => condition)).to.have.deep.members([
      [{ path_pattern: { values: ['/health/ready', '/health/takeover'] } }],
      [{ http_header: { http_header_name: 'x-evermart-origin', values: ['one', 'other'] } }],
    ]);
  });

  it('speaks TLS 1.2 or better, and no plain HTTP', () => {
    const listener = resources.only('aws_lb_listener');

    expect(listener).to.include({ port: 443, protocol: 'HTTPS' });
    expect(listener.ssl_policy).to.match(/^ELBSecurityPolicy-TLS13-1-2-/);
  });

  it('is public, drops malformed headers, is not deleted, and logs', () => {
    expect(resources.only('aws_lb')).to.deep.include({
      internal: false,
      drop_invalid_header_fields: true,
      enable_deletion_protection: true,
      access_logs: { bucket: 'logs', enabled: true },
    });
  });

  it('sends to pods that are ready', () => {
    const { target_type: type, health_check: check } = resources.only('aws_lb_target_group');

    expect(type).to.equal('ip');
    expect(check).to.include({ path: '/health/ready', matcher: '200' });
  });

  it('stops sending to a pod before that is told to stop, and that has time to finish', () => {
    expect(resources.only('aws_lb_target_group').deregistration_delay).to.equal(String(deregistrationSeconds));
    expect(preStopSeconds).to.be.greaterThan(deregistrationSeconds);
    // The kit waits 10 s for requests, then stops its background work.
    expect(terminationGraceSeconds).to.be.greaterThan(preStopSeconds + 10);
  });
});

describe('the way to the load balancer', () => {
  const groups = resourcesOf(
    (stack) =>
      new IngressGroups(stack, 'ingress', {
        name: 'evermart-dev-gateway',
        region: 'eu-west-1',
        vpcId: 'vpc-1',
        targets: { securityGroupId: 'sg-pods', port: 4100 },
      }),
  );
  const ingress = groups.of('aws_vpc_security_group_ingress_rule');

  it("is open to CloudFront and to Route 53's checkers, each in a group of its own, because a group takes 60 rules", () => {
    const public443 = ingress.filter(({ from_port: port }) => port === 443);

    expect(groups.of('aws_security_group')).to.have.length(2);
    expect(new Set(public443.map(({ security_group_id: id }) => id)).size).to.equal(2);
    for (const rule of public443) expect(rule).to.include.keys('prefix_list_id').and.not.include.keys('cidr_ipv4');
    expect(groups.text)
      .to.include('com.amazonaws.global.cloudfront.origin-facing')
      .and.to.include('com.amazonaws.eu-west-1.route53-healthchecks');
  });

  it('leads to the pods and nowhere else', () => {
    const egress = groups.only('aws_vpc_security_group_egress_rule');
    const intoPods = ingress.find(({ security_group_id: id }) => id === 'sg-pods');

    expect(egress).to.include({ referenced_security_group_id: 'sg-pods', from_port: 4100, to_port: 4100 });
    expect(intoPods).to.include({ from_port: 4100, to_port: 4100 });
    expect(intoPods).to.not.include.keys('cidr_ipv4');
  });
});

describe("the load balancer's log", () => {
  const logs = resourcesOf(
    (stack) =>
      new LoadBalancerLogs(stack, 'logs', {
        name: 'evermart-dev-logs',
        arn: 'arn:aws:s3:::evermart-dev-logs',
        account: '111111111111',
        loadBalancers: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/*',
        keepDays: 7,
      }),
  );

  it("is written by this account's load balancers only, and ends by itself", () => {
    const policy = String(logs.only('aws_s3_bucket_policy').policy);

    expect(policy)
      .to.include('logdelivery.elasticloadbalancing.amazonaws.com')
      .and.to.include('loadbalancer/*')
      .and.to.include('AWSLogs/111111111111/*');
    expect(JSON.stringify(logs.only('aws_s3_bucket_lifecycle_configuration'))).to.include('"days":7');
  });
});
