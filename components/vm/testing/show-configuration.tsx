import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { VmxFile } from '@/lib/files/vmx-file'
import type { VmView } from '@/lib/vsphere/vm'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aQuestion, aVm, tablesOf } from '../../testing/vm-fixtures'
import { ConfigurationTab } from '../configuration/configuration-tab'
import type { VmRow } from '../vm-row'

/** The configuration of one VM on the screen, for tests: its file, the tab, and a person at the keyboard. */
export const off = aVm('build|agent "7"', { powerState: 'poweredOff' })
const connection = aConnection('c1')
export const text = [
  '.encoding = "UTF-8"',
  'config.version = "8"',
  'displayName = "build|7Cagent |227|22"',
  'memsize = "1024"',
  'numvcpus = "2"',
  'my.own = "x"',
]
const base64 = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`).toString('base64')

export function aFile(checksum: string, lines: readonly string[] = text, changes: Partial<VmxFile> = {}): VmxFile {
  return {
    vm: off.key,
    path: '[ds] build_agent _7_/x.vmx',
    plainPath: '[ds] build_agent _7_/x.vmx',
    base64: base64(lines),
    secretsHidden: false,
    sizeBytes: 100,
    checksum,
    powerState: 'poweredOff',
    place: {},
    libvirt: { datacenterPath: 'ha-datacenter', moref: '7' },
    running: { memoryMiB: 1024 },
    editable: { ok: true },
    readAt: '2026-11-22T10:00:00Z',
    ...changes,
  }
}

export function show(
  actions: Partial<ConsoleActions>,
  {
    vm = off,
    role = 'operator',
    waits = false,
    others = [],
  }: { vm?: VmView; role?: Role; waits?: boolean; others?: readonly VmView[] } = {},
) {
  const question = waits ? aQuestion(vm) : undefined
  const feed = fixtureFeed(
    tablesOf({ connections: [connection], vms: [vm, ...others] }),
    Date.parse('2026-11-22T10:00:00Z'),
  )
  const row: VmRow = { key: vm.key, vm, connection, question, task: undefined }
  const page = (shown: VmRow | undefined) => (
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={fixtureActions(actions)}>
          {shown && <ConfigurationTab row={shown} />}
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>
  )
  const { rerender } = render(page(row))
  return { user: userEvent.setup(), draw: (shown: VmRow | undefined) => rerender(page(shown)), row }
}

export const keysTable = () => screen.findByRole('table', { name: 'Keys of the file' })

export async function edit(user: ReturnType<typeof userEvent.setup>, key: string, value: string) {
  await user.click(await screen.findByRole('button', { name: `Edit ${key}` }))
  const input = screen.getByRole('textbox', { name: 'Value' })
  await user.clear(input)
  await user.type(input, value)
  await user.click(screen.getByRole('button', { name: 'Keep this change' }))
}
