import { asTimes, type Found } from './ratios'
import { withLiveEstate } from './until-live'

/** A vCenter that tells of one object in each reply, beside one that tells of as many as it is asked for. */
export async function smallPages(vms = 2_000): Promise<Found> {
  const usual = await withLiveEstate(vms, ({ live }) => Promise.resolve(live))
  const small = await withLiveEstate(vms, ({ live }) => Promise.resolve(live), { mostObjects: 1 })
  const times = small.cpuMs / usual.cpuMs
  return {
    lines: [
      `${vms} VMs from a vCenter that answers in pages of one object: live after ${(small.liveMs / vms).toFixed(2)} ms a VM, ${asTimes(times)} of the CPU that whole pages take (${(usual.liveMs / vms).toFixed(2)} ms a VM)`,
      `  the event loop was held up for ${small.longestMs.toFixed(0)} ms at most; ${small.rssMiB} MiB resident, with whole pages ${usual.rssMiB}`,
    ],
    ratios: { 'small pages: CPU, pages of one object / whole pages': times },
  }
}
