import { rowGrid } from './row-grid'

/** What the columns hold, for readers: to the eye each says it by itself. */
export const ListHeads = ({ oneVm }: { oneVm: boolean }) => (
  <div role="rowgroup" className="sr-only">
    <div role="row" aria-rowindex={1} className={rowGrid(oneVm)}>
      <span role="columnheader">Time</span>
      {!oneVm && <span role="columnheader">VM or path</span>}
      <span role="columnheader">Task</span>
      <span role="columnheader">Outcome</span>
      <span role="columnheader">By</span>
      <span role="columnheader" className="max-wide:hidden">
        Took
      </span>
      <span role="columnheader">Steps</span>
    </div>
  </div>
)
