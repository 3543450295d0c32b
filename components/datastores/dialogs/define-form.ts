import type { Definition, DefinitionFormat } from '@/lib/files/define-vm'
import { formatOf } from '@/lib/files/vmx-of-definition'
import { formatBytes } from '@/lib/format/quantity'
import type { HostKey } from '@/lib/vsphere/ids'

/** What the form holds, as typed. */
export type DefineForm = {
  text: string
  /** The file that was chosen, as long as its text was not changed: it may be in any encoding. */
  bytes: Uint8Array | undefined
  name: string
  host: '' | HostKey
  /** Empty: as libvirt. Of a domain XML only. */
  hardware: string
  /** The VMX goes into the folder that is open. */
  isHere: boolean
}

export const emptyDefineForm: DefineForm = {
  text: '',
  bytes: undefined,
  name: '',
  host: '',
  hardware: '',
  isHere: false,
}

/** What a request has room for. */
export const longestText = 600 * 1024

export type ReadDefineForm =
  | { ok: true; format: DefinitionFormat; definition: Definition }
  | { ok: false; because: string }

/** Reads the form. @param folder stored path of the folder that is open. */
export function definitionOf(form: DefineForm, folder: string): ReadDefineForm {
  if (form.text.trim() === '') return { ok: false, because: 'Paste a VMX or a domain XML, or choose a file.' }
  const bytes = form.bytes ?? new TextEncoder().encode(form.text)
  if (bytes.length > longestText) {
    return {
      ok: false,
      because: `It has ${formatBytes(bytes.length)}; at most ${formatBytes(longestText, { whole: true })} are taken.`,
    }
  }
  const format = formatOf(bytes)
  const hardware = form.hardware.trim()
  return {
    ok: true,
    format,
    definition: {
      base64: base64Of(bytes),
      ...(form.isHere && folder !== '' && { folder }),
      ...(form.name !== '' && { name: form.name }),
      ...(form.host !== '' && { host: form.host }),
      ...(format === 'xml' && /^\d{1,2}$/.test(hardware) && { hardwareVersion: Number(hardware) }),
    },
  }
}

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let from = 0; from < bytes.length; from += 8_192) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + 8_192)))
  }
  return btoa(parts.join(''))
}
