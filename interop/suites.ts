import type { Suite } from './check'
import { curlSuites } from './curl'
import { fieldSuites } from './field'
import { govcSuites } from './govc/checks'
import { questionerSuites } from './on-questioner'
import { vcsimSuites } from './on-vcsim'
import { pyvmomiSuites } from './pyvmomi'
import { recordingSuites } from './recordings'
import { virshSuites } from './virsh/pairs'

export const suites: Suite[] = [
  ...virshSuites,
  ...govcSuites,
  ...pyvmomiSuites,
  ...vcsimSuites,
  ...questionerSuites,
  ...recordingSuites,
  ...curlSuites,
  ...fieldSuites,
]
