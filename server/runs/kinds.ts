import { assertNever } from '@/lib/assert-never'
import type { RunOf, RunView } from '@/lib/runs/run'
import { resumeDefine } from './define-run'
import { resumeWrite } from './file-write'
import { resumeHostTask } from './host-task'
import { resumeVmCopy } from './vm-copy'
import type { Work } from './work'

/**
 * How each kind of run without questions goes on after the process that began it is gone. A new kind is a line here and
 * a `Work` in a file of its own. Undefined: it is over.
 */
export function resumeOf(view: Exclude<RunView, RunOf<'vm'>>): Work | undefined {
  if (view.state.at === 'ended' && !view.state.following) return undefined
  switch (view.kind) {
    case 'file':
      return view.request.do === 'defineVm' ? resumeDefine : resumeHostTask
    case 'host':
      return resumeHostTask
    case 'vmCopy':
      return resumeVmCopy
    case 'upload':
    case 'vmxSave':
      return resumeWrite
    default:
      return assertNever(view, 'kind of run')
  }
}
