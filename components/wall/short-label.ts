/** Labels that are too long for a wall; all others are short enough. */
const short: Readonly<Record<string, string>> = {
  Reconfigure: 'Reconfig',
  'Shut down guest': 'Shut down',
  'Restart guest': 'Restart',
  'Standby guest': 'Standby',
  'Revert to snapshot': 'Revert',
  'Remove snapshot': 'Remove snap',
  'Remove all snapshots': 'Remove snaps',
  'Consolidate disks': 'Consolidate',
  'Disconnect CD-ROM': 'CD-ROM off',
  'Upgrade hardware': 'Upgrade',
  'Mark as template': 'Template',
}

/** What a running task is called on a wall, where about ten letters fit. */
export const shortLabel = (label: string) => short[label] ?? label
