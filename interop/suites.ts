import type { Suite } from './check'
import { virshSuites } from './virsh/pairs'

export const suites: Suite[] = [...virshSuites]
