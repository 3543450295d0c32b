import type { Suite } from './check'
import { govcSuites } from './govc/checks'
import { pyvmomiSuites } from './pyvmomi'
import { virshSuites } from './virsh/pairs'

export const suites: Suite[] = [...virshSuites, ...govcSuites, ...pyvmomiSuites]
