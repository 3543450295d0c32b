import { expect, test } from 'vitest'
import type { LiveTables } from '@/lib/live/live-state'
import { questionPlace } from './question-place'
import type { QuestionView } from '@/lib/live/question-view'

const asked = (hostName?: string) => ({ connection: 'c1', ...(hostName && { hostName }) }) as QuestionView // all it reads
const named = (...names: string[]) =>
  Object.fromEntries(names.map((name, index) => [`c${index + 1}`, { name }])) as unknown as LiveTables['connections']

test('a question is at its host, and at its connection where there are several', () => {
  expect(questionPlace(asked('esx-01'), named('vcenter'))).toBe('esx-01')
  expect(questionPlace(asked('esx-01'), named('vcenter', 'esx-lab'))).toBe('esx-01, vcenter')
})

test('a host that is its own connection is said once; one that is not known leaves the connection', () => {
  expect(questionPlace(asked('esx-01'), named('esx-01', 'esx-02'))).toBe('esx-01')
  expect(questionPlace(asked(), named('vcenter'))).toBe('vcenter')
  expect(questionPlace(asked(), {})).toBe('')
})
