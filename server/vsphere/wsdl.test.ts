import { SaxesParser } from 'saxes'
import { Client, WSDL } from 'soap'
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

test('what node-soap is given of it makes the same call of every method', async () => {
  const [whole, short] = await Promise.all(
    (['everything', 'methods'] as const).map(async (tells) => {
      const wsdl = new WSDL(vim25Wsdl(tells), 'vim25.wsdl', {})
      await new Promise<void>((resolve) => wsdl.onReady(() => resolve()))
      const sent: string[] = []
      const httpClient = {
        request: (_url: string, body: string, _done: unknown, headers: Record<string, string>) => {
          sent.push(`${JSON.stringify(headers)} ${body}`)
          return undefined as never
        },
      }
      const client = new Client(wsdl, 'https://localhost/sdk', { httpClient })
      for (const method of vimMethods.keys()) {
        const call = client[method] as (body: { $xml: string }, callback: () => void) => void
        call({ $xml: `<_this type="A">${method}</_this>` }, () => undefined)
      }
      return sent
    }),
  )
  expect(whole).toHaveLength(vimMethods.size)
  expect(short).toEqual(whole)
})
