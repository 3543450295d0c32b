import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { complexTypes, vimMethods } from './schema/schema'
import { vim25Wsdl } from './wsdl'

test('vim25.wsdl beside this file is what the calls are made from', async () => {
  await expect(vim25Wsdl()).toMatchFileSnapshot('vim25.wsdl')
})

test('the WSDL is well-formed and describes every method of the tables', () => {
  const operations = new Set<string>()
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local, attributes }) => {
    if (local === 'operation' && attributes.name) operations.add(attributes.name.value)
  })
  parser.write(vim25Wsdl()).close()
  expect([...operations].sort()).toEqual([...vimMethods.keys()].sort())
})

test('no type is described twice, and no base is missing from the tables but one that nobody sends', () => {
  const bases = new Set([...complexTypes.values()].flatMap(({ base }) => (base === undefined ? [] : [base])))
  const missing = [...bases].filter((base) => !complexTypes.has(base))
  expect(missing).toEqual(['SessionManagerServiceRequestSpec'])
})
