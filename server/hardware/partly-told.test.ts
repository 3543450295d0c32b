/*
 * An account sees less than all, a host out of reach has less than all, and a server of another version says it in another way.
 * Whatever is missing, and for whatever reason, a view holds what was told, or says that it is not known (testing/invented.ts
 * says exactly what that is); it does not throw, and waits for nothing that will never come.
 *
 * It is cheap because a case is one view, of maps, with something wrong in what this view shows.
 */
import { array, assert, asyncProperty, constantFrom, nat, oneof, record } from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { inventedIn, study, valuesOf, type Whole } from './testing/invented'
import { lookAt, viewNames } from './testing/looks'
import { nameOfPlace, tell, variants, type Place, type Wrong } from './testing/partly-told'
import { notKept } from './testing/promises'
import { otherWorld, wholeWorld } from './testing/told-world'

let wholes: readonly Whole[] = []
beforeAll(async () => {
  wholes = await study(wholeWorld, otherWorld)
})

/** Told only as the address of files. */
const notShown = ['Datacenter name', 'Datacenter parent', 'Folder name']

test('a world that is told whole is seen whole, and every property of it is seen somewhere', () => {
  for (const whole of wholes) {
    const told = tell(whole.world, [])
    expect([...inventedIn(whole, [], told, whole.values), ...notKept(whole.view, whole.values, told)]).toEqual([])
  }
  const seen = new Set(wholes.flatMap(({ touches }) => [...touches.keys()]))
  const all = Object.entries(wholeWorld).flatMap(([type, told]) => Object.keys(told).map((name) => `${type} ${name}`))
  expect(all.filter((property) => !seen.has(property))).toEqual(notShown)
})

test('whatever is left out, withheld or of another type: no view invents, loses, throws, or waits for ever', async () => {
  const place = nat(9_999)
  const wrong = record({ place, is: constantFrom('absent', 'withheld', 'odd'), isWhole: nat(1), which: nat(variants) })
  /** Little is wrong, or nearly nothing is told. */
  const some = oneof(array(wrong, { maxLength: 4 }), array(wrong, { maxLength: 60 }))
  const check = asyncProperty(nat(2 * viewNames.length - 1), some, async (which, chosen) => {
    const whole = wholes[which]
    if (!whole) throw new Error('no such view')
    const wrongs = chosen.map((one): Wrong => ({ ...one, place: placeIn(whole, one.place, one.isWhole === 1) }))
    const told = tell(whole.world, wrongs)
    const seen = valuesOf(await lookAt(whole.view, told))
    const found = [...inventedIn(whole, wrongs, told, seen), ...notKept(whole.view, seen, told)]
    if (found.length > 0) throw new Error([whole.view, ...wrongs.map(inWords), ...found].join('\n'))
  })
  // A case that hangs is told with its seed, as one that fails; a busy machine looks at fewer of them.
  await assert(check, { numRuns: 10_000, timeout: 20_000, interruptAfterTimeLimit: 60_000 })
}, 120_000)

/** Half of them are whole properties: those are few, and most of what happens. */
function placeIn({ places, properties }: Whole, index: number, isWhole: boolean): Place {
  const fit = isWhole ? properties : places
  const place = fit[index % fit.length]
  if (!place) throw new Error('no such place')
  return place
}

const inWords = ({ is, place, which }: Wrong) => `${is} (${which}): ${nameOfPlace(place)}`
