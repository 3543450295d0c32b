import { number, object, text } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { hashText } from '../world/random'
import type { World } from '../world/world'
import { encodePng, type Picture } from './png'
import { powerStateOf } from './power-state'
import { fontHeight, fontWidth, hasDot } from './screen-font'

/** A part of the screen, and how large it is drawn. What is absent is the whole, as it is. */
export type Shot = { left?: number; top?: number; right?: number; bottom?: number; width?: number; height?: number }

/** Whether a VM has a screen now. */
export const hasScreen = (world: World, vm: Ref): boolean =>
  world.get(vm) !== undefined && powerStateOf(world, vm) === 'poweredOn'

/**
 * What stands on a VM's screen, as a PNG: the BIOS for some seconds after power-on or reset, then the console of a Linux
 * with its boot log and prompt, or the lock screen of a Windows with the time. Right and bottom are not part of a part.
 */
export function screenshot(world: World, vm: Ref, shot: Shot = {}): Buffer {
  return encodePng(cut(drawn(world, vm), shot))
}

/** The BIOS is gone after so much simulated time. */
const biosMs = 6_000

function drawn(world: World, vm: Ref): Picture {
  const config = world.prop(vm, 'config')
  const boot = world.prop(vm, 'runtime.bootTime')
  const upMs = boot instanceof Date ? world.clock.now().getTime() - boot.getTime() : biosMs
  if (upMs < biosMs) return textScreen(biosLines(config))
  return text(config, 'guestId')?.startsWith('win') ? lockScreen(world) : textScreen(linuxLines(world, vm, upMs))
}

function biosLines(config: unknown): string[] {
  const hardware = object(config, 'hardware')
  const memoryMB = number(hardware, 'memoryMB') ?? 0
  return [
    text(config, 'firmware') === 'efi' ? 'VMware, Inc. EFI firmware' : 'PhoenixBIOS 4.0 Release 6.0',
    '',
    `CPU = ${number(hardware, 'numCPU') ?? 1} Virtual Processors Detected`,
    '640K System RAM Passed',
    `${Math.max(0, memoryMB - 1)}M Extended RAM Passed`,
    '',
    'Press F2 to enter SETUP, F12 for Network Boot',
  ]
}

function linuxLines(world: World, vm: Ref, upMs: number): string[] {
  const name = (
    text(world.prop(vm, 'guest'), 'hostName') ??
    text(world.prop(vm, 'config'), 'name') ??
    'localhost'
  ).slice(0, 40)
  const salt = hashText(vm.key)
  const at = (index: number) => `[${(1.2 + index * 0.31 + (salt % 97) / 100).toFixed(6).padStart(12)}]`
  const log = [
    'sd 0:0:0:0: [sda] Attached SCSI disk',
    `EXT4-fs (sda${(salt % 3) + 1}): mounted filesystem with ordered data mode`,
    'vmxnet3 0000:0b:00.0 ens192: NIC Link is Up 10000 Mbps',
    'systemd[1]: Reached target Network.',
    'systemd[1]: Started OpenSSH server daemon.',
    'systemd[1]: Reached target Multi-User System.',
  ]
  // A second's blink, so that two screenshots of a running guest differ.
  const cursor = Math.floor(upMs / 1_000) % 2 === 0 ? '_' : ' '
  return [...log.map((line, index) => `${at(index)} ${line}`), '', `${name} tty1`, '', `${name} login: ${cursor}`]
}

const cell = { width: 9, height: 16 }

/** 80 by 25 letters, as VGA has them. */
function textScreen(lines: readonly string[]): Picture {
  const picture = blank(80 * cell.width, 25 * cell.height, [
    [12, 12, 14],
    [190, 196, 190],
  ])
  lines.slice(0, 25).forEach((line, row) => {
    Array.from(line.slice(0, 80)).forEach((letter, column) => {
      drawLetter(picture, letter, { left: column * cell.width + 2, top: row * cell.height + 1, wide: 1, high: 2 })
    })
  })
  return picture
}

function lockScreen(world: World): Picture {
  const picture = blank(1024, 768, [
    [0, 74, 140],
    [245, 248, 252],
  ])
  const now = world.clock.now()
  drawText(picture, now.toISOString().slice(11, 16), 200, 18)
  drawText(picture, now.toUTCString().slice(0, 16), 380, 5)
  drawText(picture, 'Press Ctrl+Alt+Delete to unlock.', 640, 3)
  return picture
}

function drawText(picture: Picture, line: string, top: number, scale: number): void {
  const step = (fontWidth + 1) * scale
  const left = Math.floor((picture.width - line.length * step) / 2)
  Array.from(line).forEach((letter, index) =>
    drawLetter(picture, letter, { left: left + index * step, top, wide: scale, high: scale }),
  )
}

type Place = { left: number; top: number; wide: number; high: number }

function drawLetter({ pixels, width }: Picture, letter: string, { left, top, wide, high }: Place): void {
  for (let y = 0; y < fontHeight * high; y++) {
    for (let x = 0; x < fontWidth * wide; x++) {
      if (hasDot(letter, Math.floor(x / wide), Math.floor(y / high))) pixels[(top + y) * width + left + x] = 1
    }
  }
}

const blank = (width: number, height: number, palette: Picture['palette']): Picture => ({
  width,
  height,
  palette,
  pixels: new Uint8Array(width * height),
})

/** A part of a picture, then larger or smaller; of one side alone the other follows. */
function cut(picture: Picture, shot: Shot): Picture {
  const within = (value: number | undefined, usual: number, least: number, most: number) =>
    Math.min(most, Math.max(least, value ?? usual))
  const left = within(shot.left, 0, 0, picture.width - 1)
  const top = within(shot.top, 0, 0, picture.height - 1)
  const wide = within(shot.right, picture.width, left + 1, picture.width) - left
  const high = within(shot.bottom, picture.height, top + 1, picture.height) - top
  const width = shot.width ?? (shot.height === undefined ? wide : Math.max(1, Math.round((wide * shot.height) / high)))
  const height = shot.height ?? (shot.width === undefined ? high : Math.max(1, Math.round((high * shot.width) / wide)))
  if (wide === picture.width && high === picture.height && width === wide && height === high) return picture
  const made = blank(width, height, picture.palette)
  for (let y = 0; y < height; y++) {
    const row = (top + Math.floor((y * high) / height)) * picture.width
    for (let x = 0; x < width; x++)
      made.pixels[y * width + x] = picture.pixels[row + left + Math.floor((x * wide) / width)] ?? 0
  }
  return made
}
