import { refine, type Read, type VmxReader } from './value-reader'

/** Video memory and the VNC server of a VM. */
export type VmxDisplay = {
  /** Rounded up to KiB, as libvirt does. */
  videoMemoryKiB: Read<number>
  vnc: {
    enabled: Read<boolean>
    /** -1 is automatic: the host picks one, and the file does not say which. */
    port: Read<number>
    ip: string | undefined
    keymap: string | undefined
    /** Whether a password is set; the password itself stays in the file. */
    hasPassword: boolean
  }
}

export function readDisplay(vmx: VmxReader): VmxDisplay {
  return {
    videoMemoryKiB: refine<number, number>(vmx.integer('svga.vramSize', 4_194_304), (bytes) =>
      bytes >= 0 ? { value: Math.ceil(bytes / 1024) } : { why: 'It cannot be negative.' },
    ),
    vnc: {
      enabled: vmx.boolean('RemoteDisplay.vnc.enabled', false),
      port: refine<number, number>(vmx.integer('RemoteDisplay.vnc.port', -1), (value) =>
        value === -1 || (value >= 5900 && value <= 5964)
          ? { value }
          : { value, note: 'VNC ports of a host go from 5900 to 5964; others may be blocked.' },
      ),
      ip: vmx.raw('RemoteDisplay.vnc.ip'),
      keymap: vmx.raw('RemoteDisplay.vnc.keymap'),
      hasPassword: (vmx.raw('RemoteDisplay.vnc.password') ?? '') !== '',
    },
  }
}

/** Bytes of `svga.vramSize` for an amount of video memory: libvirt writes whole 64 KiB. */
export const videoMemoryBytes = (kib: number): number => Math.ceil(kib / 64) * 64 * 1024
