import { encodeVmxValue } from '../names/byte-escape'
import { videoMemoryBytes } from '../vmx/display'
import type { XmlElement } from './element'
import type { Taking, VmxLine } from './taking'

/** The VNC server and the video device of a domain XML as the keys of a VMX. */
export function screenOfXml(devices: XmlElement | undefined, taking: Taking): { vnc: VmxLine[]; video: VmxLine[] } {
  const graphics = taking.children(devices, 'graphics')
  if (graphics.length > 1) taking.refuse('A VMX has one screen only.')
  const vnc = graphics.slice(0, 1).flatMap((each) => vncLines(each, taking))
  // Whoever has a screen has a video device, in libvirt's eyes.
  const video = videoLines(devices, graphics.length > 0, taking)
  return { vnc, video }
}

function vncLines(graphics: XmlElement, taking: Taking): VmxLine[] {
  const type = taking.attribute(graphics, 'type')
  if (type !== 'vnc') {
    taking.refuse(`A screen of the type "${type ?? ''}" has no form in a VMX: it is vnc.`)
    return []
  }
  const listen = taking.child(graphics, 'listen')
  const isAddress = taking.attribute(listen, 'type') !== 'network'
  const inside = isAddress ? taking.attribute(listen, 'address') : undefined
  const address = taking.attribute(graphics, 'listen') ?? inside
  const port = taking.attribute(graphics, 'port') ?? '-1'
  const isAutomatic = taking.attribute(graphics, 'autoport') === 'yes' || port === '-1'
  if (!/^-?\d{1,5}$/.test(port)) taking.refuse(`"${port}" is no port of a screen.`)
  const text = (key: string, value: string | undefined): VmxLine[] =>
    value === undefined ? [] : [[`RemoteDisplay.vnc.${key}`, encodeVmxValue(value)]]
  return [
    ['RemoteDisplay.vnc.enabled', 'true'],
    ...text('port', isAutomatic ? undefined : port),
    ...text('ip', address),
    ...text('keymap', taking.attribute(graphics, 'keymap')),
    ...text('password', taking.attribute(graphics, 'passwd')),
  ]
}

/** KiB of video memory where the XML does not say. */
const usualKib = 4096

function videoLines(devices: XmlElement | undefined, hasScreen: boolean, taking: Taking): VmxLine[] {
  const videos = taking.children(devices, 'video')
  if (videos.length > 1) taking.refuse('A VMX has one video device only.')
  if (videos.length === 0) return hasScreen ? [['svga.vramSize', String(videoMemoryBytes(usualKib))]] : []
  const model = taking.child(videos[0], 'model')
  const type = taking.attribute(model, 'type') ?? 'vmvga'
  if (type !== 'vmvga') taking.refuse(`A video device of the type "${type}" has no form in a VMX: it is vmvga.`)
  taking.usual(model, 'primary', 'yes')
  if (Number(taking.attribute(model, 'heads') ?? 1) > 1) taking.refuse('A video device of a VMX has one head.')
  const vram = taking.attribute(model, 'vram') ?? String(usualKib)
  if (!/^\d{1,9}$/.test(vram)) taking.refuse(`"${vram}" is no amount of video memory.`)
  return [['svga.vramSize', String(videoMemoryBytes(Number(vram)))]]
}

/** Folders of the machine that runs the VM, shown in the guest. */
export function sharedFoldersOfXml(devices: XmlElement | undefined, taking: Taking): VmxLine[] {
  const folders = taking.children(devices, 'filesystem')
  if (folders.length === 0) return []
  const lines = folders.flatMap((folder, index): VmxLine[] => {
    const type = taking.attribute(folder, 'type') ?? 'mount'
    if (type !== 'mount') taking.refuse(`A file system of the type "${type}" has no form in a VMX: it is mount.`)
    taking.usual(folder, 'accessmode', 'passthrough')
    const isReadOnly = taking.child(folder, 'readonly') !== undefined
    const path = (name: string) => encodeVmxValue(taking.attribute(taking.child(folder, name), 'dir') ?? '')
    const keys: VmxLine[] = [
      ['present', 'true'],
      ['enabled', 'true'],
      ['readAccess', 'true'],
      ['writeAccess', isReadOnly ? 'false' : 'true'],
      ['hostPath', path('source')],
      ['guestName', path('target')],
    ]
    return keys.map(([key, value]) => [`sharedFolder${index}.${key}`, value])
  })
  return [['isolation.tools.hgfs.disable', 'false'], ['sharedFolder.maxNum', String(folders.length)], ...lines]
}
