import { decodeAnnotation, decodeDisplayName } from '../names/byte-escape'
import { generationId, parseUuid, zeroUuid } from '../names/uuid'
import { resolveVmxFileName, type FileSource, type VmxPlace } from './file-name'
import { odd, refine, valueOr, type Read, type VmxReader } from './value-reader'

/** What a VMX says about the VM as a whole: versions, names, identities, firmware. */
export type VmxGeneral = {
  configVersion: Read<number>
  hardwareVersion: Read<number>
  guestOs: Read<string | undefined>
  /** Only the suffix `-64` decides, in this case. */
  architecture: 'x86_64' | 'i686'
  displayName: Read<string | undefined>
  annotation: Read<string | undefined>
  uuidBios: Read<string | undefined>
  vcUuid: Read<string | undefined>
  /** `vc.uuid`, else `uuid.bios`, else all zero. */
  vmUuid: string
  /** `create` stands in place of `uuid.bios` when the host is to make one up. */
  uuidAction: Read<string | undefined>
  generationId: Read<string | undefined>
  smbiosReflectsHost: Read<boolean>
  firmware: Read<'bios' | 'efi'>
  secureBoot: Read<boolean>
  nvram: Read<string | undefined>
  nvramSource: FileSource | undefined
  vtpm: Read<boolean>
}

export function readGeneral(vmx: VmxReader, place: VmxPlace): VmxGeneral {
  const uuidBios = readUuid(vmx, 'uuid.bios')
  const vcUuid = readUuid(vmx, 'vc.uuid')
  const guestOs = vmx.text('guestOS')
  const firmware = readFirmware(vmx)
  const nvram = vmx.text('nvram')
  const nvramFile = valueOr(nvram, undefined)
  return {
    configVersion: required(vmx, 'config.version', (value) =>
      value === 8 ? { value } : { why: 'It has to be 8: libvirt knows no other format.' },
    ),
    hardwareVersion: required(vmx, 'virtualHW.version', (value) =>
      value >= 4 ? { value } : { why: 'Virtual hardware older than 4 is not known.' },
    ),
    guestOs,
    architecture: valueOr(guestOs, undefined)?.endsWith('-64') ? 'x86_64' : 'i686',
    displayName: refine(vmx.stored('displayName'), (value) => unescape(value, decodeDisplayName)),
    annotation: refine(vmx.stored('annotation'), (value) => unescape(value, decodeAnnotation)),
    uuidBios,
    vcUuid,
    vmUuid: valueOr(vcUuid, undefined) ?? valueOr(uuidBios, undefined) ?? zeroUuid,
    uuidAction: vmx.text('uuid.action'),
    generationId: readGenerationId(vmx),
    smbiosReflectsHost: vmx.boolean('smbios.reflecthost', false),
    firmware,
    secureBoot: readSecureBoot(vmx, firmware),
    nvram,
    nvramSource: nvramFile === undefined ? undefined : resolveVmxFileName(nvramFile, place),
    vtpm: vmx.boolean('vtpm.present', false),
  }
}

function required(
  vmx: VmxReader,
  key: string,
  rule: (value: number) => { value: number } | { why: string },
): Read<number> {
  if (!vmx.has(key)) return odd(key, '', 'It is missing; every VMX has it.')
  return refine(vmx.integer(key, 0), rule)
}

function readUuid(vmx: VmxReader, key: string): Read<string | undefined> {
  return refine<string | undefined, string | undefined>(vmx.text(key), (text) => {
    if (text === undefined) return { value: undefined }
    const value = parseUuid(text)
    return value === undefined ? { why: 'It is no UUID: 32 hex digits in pairs.' } : { value }
  })
}

function unescape(value: string | undefined, decode: typeof decodeDisplayName) {
  if (value === undefined) return { value }
  const plain = decode(value)
  return plain.ok ? { value: plain.text } : { why: plain.because }
}

function readGenerationId(vmx: VmxReader): Read<string | undefined> {
  const first = vmx.raw('vm.genid')
  const second = vmx.raw('vm.genidX')
  if (first === undefined && second === undefined) return { odd: false, key: 'vm.genid', value: undefined }
  const isNumber = (text: string) => /^\s*-?\d{1,19}\s*$/.test(text)
  const raw = `${first ?? '0'} ${second ?? '0'}`
  if (!isNumber(first ?? '0') || !isNumber(second ?? '0')) {
    return odd('vm.genid', raw, 'vm.genid and vm.genidX have to be signed 64-bit numbers.')
  }
  return { odd: false, key: 'vm.genid', raw, value: generationId(first ?? '0', second ?? '0') }
}

/** VMware takes `bios` as well; libvirt takes nothing but `efi`. */
function readFirmware(vmx: VmxReader): Read<'bios' | 'efi'> {
  const key = 'firmware'
  const raw = vmx.raw(key)
  if (raw === undefined) return { odd: false, key, value: 'bios' }
  if (raw.toLowerCase() === 'efi') return { odd: false, key, raw, value: 'efi' }
  if (raw.toLowerCase() !== 'bios') return odd(key, raw, 'It has to be efi, or absent for BIOS.')
  return { odd: false, key, raw, value: 'bios', note: 'libvirt refuses a VMX that says bios; absent means the same.' }
}

function readSecureBoot(vmx: VmxReader, firmware: Read<'bios' | 'efi'>): Read<boolean> {
  return refine<boolean, boolean>(vmx.boolean('uefi.secureBoot.enabled', false), (value) => {
    if (!value || valueOr(firmware, 'bios') === 'efi') return { value }
    return { value: false, note: 'Without efi it has no effect.' }
  })
}
