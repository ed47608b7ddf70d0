import { expect } from 'chai';
import fc from 'fast-check';
import { environmentNameLimit, fitted, type NameKind, nameLimits, namesOf, parameterPaths } from '../naming.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789-'];
const name = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 120 })
  .map((characters) => `a${characters.join('')}z`);
const limit = fc.integer({ min: 12, max: 64 });
const longest = 'a'.repeat(environmentNameLimit);

describe('a fitted name', () => {
  it('is never longer than the limit', () => {
    fc.assert(fc.property(name, limit, (long, most) => fitted(long, most).length <= most));
  });

  it('is the name itself where that is short enough', () => {
    fc.assert(fc.property(name, (short) => fitted(short, short.length) === short));
  });

  it('is the same every time, since a changed one would replace what carries it', () => {
    expect(fitted('evermart-production-a-rather-long-load-balancer', 32)).to.equal('evermart-production-a-rat-a12cc9');
  });

  it('differs for names that differ only behind the cut', () => {
    const one = `${'x'.repeat(40)}-one`;

    expect(fitted(one, 32)).to.not.equal(fitted(`${'x'.repeat(40)}-two`, 32));
  });

  it('keeps to the characters of the name, and neither ends in a hyphen nor doubles one at the cut', () => {
    fc.assert(
      fc.property(name, fc.integer({ min: 12, max: 64 }), (short, most) => {
        const long = short.padEnd(most + 1, '0');
        return (
          /^[a-z0-9-]*[a-z0-9]-[a-f0-9]{6}$/.test(fitted(long, most)) && !/--[a-f0-9]{6}$/.test(fitted(long, most))
        );
      }),
    );
  });
});

describe('the names of an environment', () => {
  for (const kind of Object.keys(nameLimits) as NameKind[]) {
    it(`are within ${nameLimits[kind]} characters for a ${kind}, whatever the thing and the environment`, () => {
      fc.assert(
        fc.property(name, (thing) => namesOf(longest, 'ap-northeast-1').of(kind, thing).length <= nameLimits[kind]),
      );
    });
  }

  it('are readable to the end where the environment has the longest name: search domain, roles, state bucket', () => {
    const names = namesOf(longest, 'ap-northeast-1');

    expect(names.searchDomain()).to.equal(`evermart-${longest}-search`);
    expect(names.serviceRole('recommendations')).to.equal(`evermart-${longest}-ap-northeast-1-service-recommendations`);
    expect(names.stateBucket('111111111111')).to.equal(`evermart-${longest}-111111111111-ap-northeast-1-tfstate`);
  });

  it('differ between regions where AWS has one name space for all: roles and buckets', () => {
    const [one, other] = [namesOf('dev', 'eu-west-1'), namesOf('dev', 'eu-central-1')];

    expect(one.role('nodes')).to.not.equal(other.role('nodes'));
    expect(one.bucket('media')).to.not.equal(other.bucket('media'));
    expect(one.stateBucket('111111111111')).to.not.equal(other.stateBucket('111111111111'));
  });
});

describe('the paths of SSM parameters', () => {
  it('begin with the environment and the stack that writes them', () => {
    expect(parameterPaths('dev').vpcId()).to.equal('/evermart-dev/network/vpc-id');
  });
});
