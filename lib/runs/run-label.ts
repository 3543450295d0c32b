import { assertNever } from '../assert-never'
import { fileRequestParts } from '../files/file-words'
import { isDeviceRequest } from '../hardware/device-request'
import { deviceRest } from '../hardware/device-words'
import { hostRequestLabel, hostRequestWords } from '../hardware/host-request'
import { formatBytes } from '../format/quantity'
import { readDatastorePath } from '../names/datastore-path'
import { isPlaceRequest, placeRest } from './place-request'
import type { Asked } from './run'
import { subjectName, type Subject } from './subject'
import { verbLabel } from './verb'

/** What a run does, as a heading says it: `Power on`, `Upload`. */
export function runLabel(asked: Asked): string {
  switch (asked.kind) {
    case 'vm':
      return verbLabel[asked.request.verb]
    case 'file':
      return partsOf(asked).label
    case 'upload':
      return 'Upload'
    case 'host':
      return hostRequestLabel[asked.request.do]
    case 'vmxSave':
      return 'Save'
    case 'vmCopy':
      return 'Copy'
    default:
      return assertNever(asked, 'kind of run')
  }
}

/** What a run works on: the name of its VM, or `[ssd-01] iso/debian.iso`. */
export function runName(asked: Asked): string {
  if (asked.kind === 'file') return partsOf(asked).what
  const [first, second]: readonly Subject[] = asked.subjects
  const shown = asked.kind === 'vmxSave' ? second : first
  return shown ? subjectName(shown) : ''
}

/** What there is to say beside label and name: ` to [ssd-01] iso`, `, 4 GB`. Empty where the label says it all. */
export function runRest(asked: Asked): string {
  switch (asked.kind) {
    case 'vm':
      if (isPlaceRequest(asked.request)) return placeRest(asked.request)
      return isDeviceRequest(asked.request) ? deviceRest(asked.request) : ''
    case 'file':
      return partsOf(asked).rest
    case 'upload':
      return `, ${formatBytes(asked.request.bytes)}${asked.request.overwrite ? ', replacing what is there' : ''}`
    case 'host':
      return `: ${hostRequestWords(asked.request)}`
    case 'vmxSave':
      return `: ${asked.request.changes}`
    case 'vmCopy':
      return ` as "${asked.request.name}" to ${readDatastorePath(`[${asked.subjects[1].datastoreName}] ${asked.subjects[1].path}`)}`
    default:
      return assertNever(asked, 'kind of run')
  }
}

/** The same where it stands alone: `to [ssd-01] iso`, `4 GB`. */
export const runRestAlone = (asked: Asked): string => runRest(asked).replace(/^[,:]? /, '')

/** The whole in one line: `Move [ssd-01] a.iso to [ssd-01] iso`. */
export const runLine = (asked: Asked): string => `${runLabel(asked)} ${runName(asked)}${runRest(asked)}`

function partsOf({ request, subjects }: Extract<Asked, { kind: 'file' }>) {
  const [here, there = here] = subjects
  return fileRequestParts(request, here.datastoreName, () => there.datastoreName)
}
