import { expect, test } from 'vitest'
import { serialQuestion } from '@/lib/testing/run-fixtures'
import { connectionId, moid, ruleId, vmKey } from '@/lib/vsphere/ids'
import type { Judged } from './what-if'
import { differencesAsCsv } from './what-if-csv'

const connection = connectionId('c1')
const { key: _, text, ...asked } = serialQuestion
const replaced: Judged = {
  question: {
    seq: 1,
    raisedAt: '2026-11-21T10:00:00.000Z',
    connection,
    vm: vmKey(connection, moid('7')),
    vmName: '=HYPERLINK("http://x")',
    origin: 'own run',
    asked: { ...asked, messageId: 'msg.serial.file.open' },
    text,
    got: {
      is: 'answered',
      by: { kind: 'person', name: 'ada' },
      label: 'Replace',
      isDefault: false,
      afterMs: 407_000,
    },
  },
  was: 'person',
  would: 'rule',
  label: 'Append',
  rule: { id: ruleId('r'), name: 'Keep, "always"', setBy: 'ada' },
  effect: 'person-otherwise',
}

test('each difference is a line that says what was and what would be; no spreadsheet computes with it', () => {
  expect(differencesAsCsv([replaced], () => '@lab').split('\r\n')).toEqual([
    '\u{FEFF}"raised","connection","vm","message id","question","what was","answer","by","waited s","what would be","its answer","its rule","difference"',
    `"2026-11-21T10:00:00.000Z","'@lab","'=HYPERLINK(""http://x"")","msg.serial.file.open","${text.replaceAll('"', '""')}","Answered by a person","Replace","ada",407,"A rule's answer","Append","Keep, ""always""","A person chose otherwise"`,
    '',
  ])
})
