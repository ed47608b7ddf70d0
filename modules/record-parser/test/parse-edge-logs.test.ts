import { expect } from 'chai';
import { type Column, handler, parseLine } from '../handler/parse-edge-logs.mjs';

const columns: readonly Column[] = [
  { name: 'timestamp', type: 'double' },
  { name: 'sc_status', type: 'int' },
  { name: 'cs_uri_stem', type: 'string' },
  { name: 'c_country', type: 'string' },
];

describe('the parser of edge logs', () => {
  it('reads numbers as numbers and words as words', () => {
    expect(parseLine('1764000000.123\t200\t/p/shirt\tIE\n', columns)).to.deep.equal({
      timestamp: 1764000000.123,
      sc_status: 200,
      cs_uri_stem: '/p/shirt',
      c_country: 'IE',
    });
  });

  it('leaves out what the edge did not know', () => {
    expect(parseLine('1764000000.1\t000\t/\t-', columns)).to.deep.equal({
      timestamp: 1764000000.1,
      sc_status: 0,
      cs_uri_stem: '/',
    });
  });

  it('forgets what people searched for', () => {
    const row = parseLine('1\t200\t/search?q=jane@example.test\tIE', columns);

    expect(row?.cs_uri_stem).to.equal('/search');
  });

  it('fails a line with other columns as it came, and no other line of the batch', async () => {
    process.env.COLUMNS = JSON.stringify(columns);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const records = [
      { recordId: '1', data: base64('1\t200\t/\tIE\n') },
      { recordId: '2', data: base64('too\tfew\n') },
    ];

    const answer = await handler({ records });

    expect(answer.records.map(({ recordId, result }) => [recordId, result])).to.deep.equal([
      ['1', 'Ok'],
      ['2', 'ProcessingFailed'],
    ]);
    expect(answer.records[1]?.data).to.equal(records[1]?.data);
    expect(JSON.parse(Buffer.from(answer.records[0]?.data ?? '', 'base64').toString())).to.include({ sc_status: 200 });
    delete process.env.COLUMNS;
  });
});
