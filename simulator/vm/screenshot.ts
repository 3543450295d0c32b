import { text } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { createRandom, hashText } from '../world/random'
import type { World } from '../world/world'
import { encodePng, type Picture } from './png'
import { powerStateOf } from './power-state'

const letterWidth = 9
const letterHeight = 16

/**
 * What stands on a VM's screen: a text console with a boot log that is this VM's own, and the prompt that it waits at.
 * Letters are blocks; nobody reads a thumbnail.
 */
export function screenshot(world: World, vm: Ref, width = 720, height = 400): Buffer {
  const random = createRandom(hashText(vm.key))
  const windows = text(world.prop(vm, 'config'), 'guestId')?.startsWith('win') ?? false
  const picture: Picture = {
    width,
    height,
    palette: windows
      ? [
          [0, 99, 177],
          [235, 242, 250],
          [120, 180, 225],
        ]
      : [
          [12, 12, 14],
          [190, 196, 190],
          [92, 190, 110],
        ],
    pixels: new Uint8Array(width * height),
  }
  const lines = Math.max(1, Math.floor(height / letterHeight) - 2)
  for (let line = 0; line < lines; line++)
    drawLine(picture, line, random.int(8, 60), line === lines - 1 ? 2 : 1, random)
  // A second's blink, so that two screenshots of a running guest differ.
  if (world.clock.now().getSeconds() % 2 === 0)
    drawBlock(picture, 2 * letterWidth, lines * letterHeight, letterWidth - 2, 12, 1)
  return encodePng(picture)
}

/** Whether a VM has a screen now. */
export const hasScreen = (world: World, vm: Ref): boolean =>
  world.get(vm) !== undefined && powerStateOf(world, vm) === 'poweredOn'

function drawLine(
  picture: Picture,
  line: number,
  letters: number,
  colour: number,
  random: { chance(p: number): boolean; int(a: number, b: number): number },
): void {
  for (let letter = 0; letter < letters; letter++) {
    if (random.chance(0.17)) continue
    const top = line * letterHeight + random.int(3, 6)
    drawBlock(picture, letter * letterWidth + 1, top, random.int(4, 7), random.int(5, 9), colour)
  }
}

function drawBlock(picture: Picture, left: number, top: number, width: number, height: number, colour: number): void {
  for (let y = top; y < Math.min(top + height, picture.height); y++) {
    const row = y * picture.width
    picture.pixels.fill(colour, row + Math.min(left, picture.width), row + Math.min(left + width, picture.width))
  }
}
