import type { VmxFile } from '@/lib/files/vmx-file'
import { parseVmx, type VmxDocument } from '@/lib/vmx/document'
import type { VmxPlace } from '@/lib/vmx/file-name'
import { hideSecrets } from '@/lib/vmx/secrets'
import { vmxView, type VmxView } from '@/lib/vmx/vmx-view'
import { vmxRows, type VmxRow } from './vmx-rows'

/** What is shown of a VMX: the file, and its keys decoded. */
type Shown = { document: VmxDocument; rows: VmxRow[] }

/** A VMX, read in every sense that the screen shows. */
export type VmxSource = Shown & {
  view: VmxView
  /** Where the file lies, as far as it is known. */
  place: VmxPlace
  /** How many passwords the file holds. */
  secrets: number
  /** The same without them, as long as nobody asks for them. */
  hidden: Shown
}

export function vmxSource(document: VmxDocument, place: VmxPlace = {}): VmxSource {
  const view = vmxView(document, place)
  const rows = vmxRows(document, view)
  const { document: open, count: secrets } = hideSecrets(document)
  const hidden = secrets === 0 ? { document, rows } : { document: open, rows: vmxRows(open, vmxView(open, place)) }
  return { document, view, place, rows, secrets, hidden }
}

export const bytesOfBase64 = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

export const sourceOfFile = (file: VmxFile): VmxSource => vmxSource(parseVmx(bytesOfBase64(file.base64)), file.place)
