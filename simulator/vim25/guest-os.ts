/** Guest operating systems that simulated VMs run: the API's names and the VMX file's. */
export type GuestOs = {
  /** `config.guestId`. */
  id: string
  fullName: string
  /** `guestOS` in the VMX file. A suffix `-64` is how readers of the file tell a 64-bit guest. */
  vmx: string
  family: 'linuxGuest' | 'windowsGuest' | 'otherGuestFamily' | 'solarisGuest'
  /** What the guest's Tools report as `guest.guestDetailedData`. */
  detail?: string
}

const linux = (distro: string, version: string, kernel: string) =>
  `architecture='X86' bitness='64' distroName='${distro}' distroVersion='${version}' familyName='Linux' kernelVersion='${kernel}' prettyName='${distro} ${version}'`
const windows = (build: string, name: string) =>
  `architecture='X86' bitness='64' buildNumber='${build}' distroName='${name}' familyName='Windows' kernelVersion='10.0' prettyName='${name}'`

export const guestOs = {
  ubuntu: {
    id: 'ubuntu64Guest',
    fullName: 'Ubuntu Linux (64-bit)',
    vmx: 'ubuntu-64',
    family: 'linuxGuest',
    detail: linux('Ubuntu', '24.04', '6.8.0-45-generic'),
  },
  debian: {
    id: 'debian12_64Guest',
    fullName: 'Debian GNU/Linux 12 (64-bit)',
    vmx: 'debian12-64',
    family: 'linuxGuest',
    detail: linux('Debian GNU/Linux', '12', '6.1.0-25-amd64'),
  },
  rhel: {
    id: 'rhel9_64Guest',
    fullName: 'Red Hat Enterprise Linux 9 (64-bit)',
    vmx: 'rhel9-64',
    family: 'linuxGuest',
    detail: linux('Red Hat Enterprise Linux', '9.4', '5.14.0-427.el9.x86_64'),
  },
  sles: {
    id: 'sles15_64Guest',
    fullName: 'SUSE Linux Enterprise 15 (64-bit)',
    vmx: 'sles15-64',
    family: 'linuxGuest',
    detail: linux('SLES', '15.5', '5.14.21-150500.55-default'),
  },
  photon: {
    id: 'vmwarePhoton64Guest',
    fullName: 'VMware Photon OS (64-bit)',
    vmx: 'vmware-photon-64',
    family: 'linuxGuest',
    detail: linux('VMware Photon OS', '5.0', '6.1.60-5.ph5-esx'),
  },
  otherLinux: {
    id: 'other3xLinux64Guest',
    fullName: 'Other 3.x Linux (64-bit)',
    vmx: 'other3xlinux-64',
    family: 'linuxGuest',
  },
  windows2019: {
    id: 'windows2019srv_64Guest',
    fullName: 'Microsoft Windows Server 2019 (64-bit)',
    vmx: 'windows2019srv-64',
    family: 'windowsGuest',
    detail: windows('17763', 'Windows Server 2019 Standard'),
  },
  windows2022: {
    id: 'windows2019srvNext_64Guest',
    fullName: 'Microsoft Windows Server 2022 (64-bit)',
    vmx: 'windows2019srvNext-64',
    family: 'windowsGuest',
    detail: windows('20348', 'Windows Server 2022 Datacenter'),
  },
  windows11: {
    id: 'windows11_64Guest',
    fullName: 'Microsoft Windows 11 (64-bit)',
    vmx: 'windows11-64',
    family: 'windowsGuest',
    detail: windows('22631', 'Windows 11 Enterprise'),
  },
  windows2003: {
    id: 'winNetStandardGuest',
    fullName: 'Microsoft Windows Server 2003 Standard (32-bit)',
    vmx: 'winnetstandard',
    family: 'windowsGuest',
  },
  freebsd: {
    id: 'freebsd13_64Guest',
    fullName: 'FreeBSD 13 (64-bit)',
    vmx: 'freebsd13-64',
    family: 'otherGuestFamily',
  },
  dos: { id: 'dosGuest', fullName: 'Microsoft MS-DOS', vmx: 'dos', family: 'otherGuestFamily' },
  other: { id: 'otherGuest', fullName: 'Other (32-bit)', vmx: 'other', family: 'otherGuestFamily' },
  other64: { id: 'otherGuest64', fullName: 'Other (64-bit)', vmx: 'other-64', family: 'otherGuestFamily' },
} as const satisfies Record<string, GuestOs>

export type GuestOsName = keyof typeof guestOs

const all: readonly GuestOs[] = Object.values(guestOs)

/** The guest with this API id, or a stand-in that keeps the id: hosts accept ids that they have no description of. */
export const guestById = (id: string): GuestOs =>
  all.find((guest) => guest.id === id) ?? { id, fullName: id, vmx: vmxKeyOf(id), family: 'otherGuestFamily' }

/** The guest that a VMX file names; unknown names are kept. */
export const guestByVmx = (vmx: string): GuestOs =>
  all.find((guest) => guest.vmx.toLowerCase() === vmx.toLowerCase()) ?? {
    id: vmx.endsWith('-64') ? 'otherGuest64' : 'otherGuest',
    fullName: vmx.endsWith('-64') ? 'Other (64-bit)' : 'Other (32-bit)',
    vmx,
    family: 'otherGuestFamily',
  }

const vmxKeyOf = (id: string) => id.replace(/_?64Guest$|Guest64$/, '-64').replace(/Guest$/, '')
