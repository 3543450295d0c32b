import { columnVisibilityFeature, createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { VmRow } from '../vm/vm-row'
import type { SortColumn } from './vm-order'
import {
  AddressCell,
  ConnectionCell,
  CpuCell,
  GuestCell,
  HostCell,
  MemoryCell,
  NameCell,
  PowerCell,
  QuestionCell,
  SnapshotsCell,
  TaskCell,
} from './vm-cells'

export type VmColumnMeta = {
  label: string
  /** Grid tracks: from 1200 px, and below it. */
  wide: string
  narrow: string
  align: 'left' | 'right'
  /** Which way the first press on the head sorts. */
  firstDescending: boolean
  Cell: (props: { row: VmRow; tabIndex: 0 | -1 }) => ReactNode
}

/**
 * What TanStack Table does for us: the columns, and which of them are visible. Filter, order and selection are pure
 * functions of this room, because rows must keep their places while live data arrives, which its sorted model cannot do.
 */
export const vmFeatures = tableFeatures({
  columnVisibilityFeature,
  columnMeta: metaHelper<VmColumnMeta>(),
})

const helper = createColumnHelper<typeof vmFeatures, VmRow>()

type ColumnOptions = Omit<VmColumnMeta, 'align' | 'firstDescending'> &
  Partial<Pick<VmColumnMeta, 'align' | 'firstDescending'>>

/** Every column sorts, so its id is the one that the order goes by. */
const column = (id: SortColumn, { align = 'left', firstDescending = false, ...rest }: ColumnOptions) =>
  helper.display({
    id,
    enableHiding: id !== 'name',
    meta: { align, firstDescending, ...rest },
  })

/** Those that show the use of CPU and memory. */
export const hasFigures: ReadonlySet<string> = new Set<SortColumn>(['cpu', 'memory'])

export const vmColumns = [
  column('name', { label: 'Name', wide: 'minmax(180px,3fr)', narrow: 'minmax(144px,1fr)', Cell: NameCell }),
  column('power', { label: 'Power', wide: '124px', narrow: '116px', Cell: PowerCell }),
  column('host', { label: 'Host', wide: '152px', narrow: '96px', Cell: HostCell }),
  column('connection', { label: 'Connection', wide: '120px', narrow: '104px', Cell: ConnectionCell }),
  column('guest', { label: 'Guest', wide: '180px', narrow: '120px', Cell: GuestCell }),
  column('cpu', {
    label: 'CPU, GHz',
    wide: '104px',
    narrow: '76px',
    align: 'right',
    firstDescending: true,
    Cell: CpuCell,
  }),
  column('memory', {
    label: 'Memory, GB',
    wide: '132px',
    narrow: '96px',
    align: 'right',
    firstDescending: true,
    Cell: MemoryCell,
  }),
  column('snapshots', {
    label: 'Snapshots',
    wide: '88px',
    narrow: '84px',
    align: 'right',
    firstDescending: true,
    Cell: SnapshotsCell,
  }),
  column('address', { label: 'Address', wide: '116px', narrow: '104px', Cell: AddressCell }),
  column('task', {
    label: 'Current task',
    wide: 'minmax(168px,2fr)',
    narrow: '160px',
    firstDescending: true,
    Cell: TaskCell,
  }),
  column('question', { label: 'Question', wide: '140px', narrow: '136px', firstDescending: true, Cell: QuestionCell }),
]

/** Not shown until somebody asks for them. */
export const hiddenAtFirst: Record<string, boolean> = { connection: false, guest: false, snapshots: false }
