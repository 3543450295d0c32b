import type { Suite } from './check'
import { curlSuites } from './curl'
import { fieldSuites } from './field'
import { govcSuites } from './govc/checks'
import { snapshotSizeSuites } from './govc/snapshot-sizes'
import { questionerSuites } from './on-questioner'
import { vcsimSuites } from './vcsim/suites'
import { pyvmomiSuites } from './pyvmomi'
import { recordingSuites } from './recordings'
import { virshSuites } from './virsh/pairs'

export const suites: Suite[] = [
  ...virshSuites,
  ...govcSuites,
  ...snapshotSizeSuites,
  ...pyvmomiSuites,
  ...vcsimSuites,
  ...questionerSuites,
  ...recordingSuites,
  ...curlSuites,
  ...fieldSuites,
]
