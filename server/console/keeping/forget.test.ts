import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdDataDir } from '../data-dir-lock'
import { forgetPerson } from './forget'
import { keptData, type KeptData } from './testing/kept-data'

let data: KeptData
beforeEach(async () => {
  data = await keptData()
  await data.fill()
})
afterEach(() => data.close())

test('a person is forgotten by name, and the record still holds', async () => {
  expect(await data.run(forgetPerson, ['m.okafor'])).toMatch(/^m\.okafor is forgotten\./)
  const { journal, close } = await data.rooms()
  const { runs } = await journal.readHistory({})
  const check = await journal.check()
  await close()
  expect(runs[0]?.actor).toEqual({ kind: 'person', name: 'a forgotten person' })
  expect(check).toMatchObject({ problems: [], forgotten: 1 })
})

test('not while a console runs, which may be writing the name; not a name that nobody has; not two', async () => {
  const release = holdDataDir(data.dataDir())
  await expect(data.run(forgetPerson, ['m.okafor'])).rejects.toThrow(/Another process of Andon uses/)
  release()
  await expect(data.run(forgetPerson, ['m.okafo'])).rejects.toThrow('Nobody in the record is called m.okafo.')
  await expect(data.run(forgetPerson, ['m.okafor', 'r.nakamura'])).rejects.toThrow('Give one name.')
})
