import { withoutUnseen } from '../names/unseen'

/** With the time and the ending, what every file system takes. */
const longestBytes = 220

/**
 * What a picture is saved as: `web-frontend 2026-11-29 14.07.32.png`. A VM may be called anything, so whatever a file
 * system or a shell takes for something else becomes `_`.
 * @param at ISO 8601; in UTC, as a file has no reader's zone.
 */
export function pictureName(vm: string, at: string): string {
  const safe = withoutUnseen(vm)
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*%~$`'&;!#]/gu, '_') // oxlint-disable-line no-control-regex -- these are meant
    .replace(/^[\s.-]+/u, '')
  const short = withinBytes(safe).replace(/[\s.]+$/u, '')
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})/.exec(at)
  const when = time ? ` ${time[1]} ${time[2]}.${time[3]}.${time[4]}` : ''
  // With the time behind it, no name is one that Windows keeps for a device.
  return `${short === '' ? 'screen' : short}${when === '' ? ' screen' : when}.png`
}

function withinBytes(name: string): string {
  const letters = Array.from(name)
  while (new TextEncoder().encode(letters.join('')).length > longestBytes) letters.pop()
  return letters.join('')
}
