import { OrderPaid, OrderRefunded } from '@evermart/contracts/events/order-events';
import { ShopperAddedToCart, ShopperProductViewed, ShopperSearched } from '@evermart/contracts/events/shopper-events';
import { expect } from 'chai';
import { z } from 'zod';
import { edgeLogFields } from '../edge-log-fields.ts';
import type { LakeTable } from '../lake-table.ts';
import { clickstream, edgeLogs, lakeTables, orderEvents } from '../lake-tables.ts';
import { mismatches, parseHiveType } from './hive-type.ts';

const Shape = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

/** The schemas of several events as one: what any of them has. */
function jsonOf(events: readonly z.ZodType[]): z.infer<typeof Shape> {
  const shapes = events.map((event) => Shape.parse(z.toJSONSchema(event, { unrepresentable: 'any' })));
  const data = shapes.map(({ properties }) => Shape.parse(properties.data).properties);
  const [first] = shapes;
  return { properties: { ...first!.properties, data: { properties: Object.assign({}, ...data) } } };
}

function problemsOf({ columns }: LakeTable, events: readonly z.ZodType[]): readonly string[] {
  const { properties } = jsonOf(events);
  return columns.flatMap(({ name, type }) => mismatches(parseHiveType(type), properties[name], name));
}

const shopperEvents = [ShopperProductViewed, ShopperSearched, ShopperAddedToCart];

describe("the lake's tables", () => {
  it('read shopper events as the gateway writes them', () => {
    expect(problemsOf(clickstream, shopperEvents)).to.deep.equal([]);
  });

  it('leave nothing of what shoppers did out', () => {
    const { properties } = jsonOf(shopperEvents);
    const data = Object.keys(Shape.parse(properties.data).properties).map((key) => key.toLowerCase());

    const kept = parseHiveType(clickstream.columns.find(({ name }) => name === 'data')!.type);

    expect(Object.keys((kept as { struct: object }).struct)).to.have.members(data);
  });

  it('read order events as the order service writes them', () => {
    expect(problemsOf(orderEvents, [OrderPaid, OrderRefunded])).to.deep.equal([]);
  });

  it('notice a column that no event has, and one of another type', () => {
    const wrong = {
      ...orderEvents,
      columns: [{ name: 'data', type: 'struct<order:struct<nosuch:string,number:int>>' as const }],
    };

    expect(problemsOf(wrong, [OrderPaid])).to.deep.equal([
      'data.order.nosuch does not exist',
      'data.order.number is string, not int',
    ]);
  });

  it('have a column for each field of the edge, in the order of its records', () => {
    expect(edgeLogs.columns.map(({ name }) => name)).to.deep.equal(edgeLogFields.map(({ name }) => name));
  });

  it('have names in lower case, each once', () => {
    for (const { name, columns } of lakeTables) {
      const names = columns.map((column) => column.name);
      expect(
        [name, ...names].every((each) => /^[a-z][a-z0-9_]*$/.test(each)),
        name,
      ).to.equal(true);
      expect(new Set(names).size, name).to.equal(names.length);
    }
  });
});
