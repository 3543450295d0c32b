import { expect, test } from 'vitest'
import { shortCpuModel } from './host-row'

test.each([
  ['Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz', 'Intel Xeon E5-2680 v3, 2.50 GHz'],
  ['Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz', 'Intel Xeon Gold 6338, 2.00 GHz'],
  ['AMD EPYC 7543 32-Core Processor', 'AMD EPYC 7543'],
  ['AMD Opteron(tm) Processor 6376', 'AMD Opteron 6376'],
  ['Something else entirely', 'Something else entirely'],
  ['CPU', 'CPU'],
])('%s is %s in a list', (model, short) => {
  expect(shortCpuModel(model)).toBe(short)
})
