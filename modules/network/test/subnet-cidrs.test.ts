import { expect } from 'chai';
import fc from 'fast-check';
import { contains, formatCidr, overlap, parseCidr } from '../../environments/cidr.ts';
import { subnetCidrs } from '../subnet-cidrs.ts';

const prefixLength = fc.integer({ min: 16, max: 20 });
const network = prefixLength.chain((length) =>
  fc
    .integer({ min: 0, max: 2 ** (length - 8) - 1 })
    .map((index) => formatCidr({ first: 10 * 2 ** 24 + index * 2 ** (32 - length), prefixLength: length })),
);
const zones = fc.integer({ min: 2, max: 3 });

const rangesOf = (cidr: string, count: number) =>
  Object.values(subnetCidrs(cidr, count))
    .flat()
    .map((subnet) => parseCidr(subnet)!);

describe('the ranges of subnets', () => {
  it('lie inside the network', () => {
    fc.assert(
      fc.property(network, zones, (cidr, count) =>
        rangesOf(cidr, count).every((range) => contains(parseCidr(cidr)!, range)),
      ),
    );
  });

  it('never overlap', () => {
    fc.assert(
      fc.property(network, zones, (cidr, count) => {
        const ranges = rangesOf(cidr, count);
        return ranges.every((one, index) => ranges.slice(index + 1).every((other) => !overlap(one, other)));
      }),
    );
  });

  it('stay where they are when a third zone is added', () => {
    fc.assert(
      fc.property(network, (cidr) => {
        const [two, three] = [subnetCidrs(cidr, 2), subnetCidrs(cidr, 3)];
        for (const tier of ['public', 'private', 'data'] as const) {
          expect(three[tier].slice(0, 2)).to.deep.equal(two[tier]);
        }
      }),
    );
  });

  it('leave most addresses to the private subnets, where pods live', () => {
    const { private: privateCidrs, public: publicCidrs, data } = subnetCidrs('10.30.0.0/16', 3);

    expect(privateCidrs).to.deep.equal(['10.30.0.0/18', '10.30.64.0/18', '10.30.128.0/18']);
    expect(publicCidrs).to.deep.equal(['10.30.192.0/21', '10.30.200.0/21', '10.30.208.0/21']);
    expect(data).to.deep.equal(['10.30.224.0/21', '10.30.232.0/21', '10.30.240.0/21']);
  });

  it('are refused for a network that is too small, and for one zone or four', () => {
    expect(() => subnetCidrs('10.0.0.0/21', 2)).to.throw('between /16 and /20');
    expect(() => subnetCidrs('10.0.0.0/16', 1)).to.throw('2 or 3');
    expect(() => subnetCidrs('10.0.0.0/16', 4)).to.throw('2 or 3');
  });
});
