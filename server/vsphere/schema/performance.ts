/** Performance counters and samples. The notation is explained in schema.ts. */
export const performanceTypes = `
PerfCounterInfo = key: int; nameInfo: ElementDescription; groupInfo: ElementDescription; unitInfo: ElementDescription;
  rollupType: PerfSummaryType; statsType: PerfStatsType; level?: int; perDeviceLevel?: int;
  associatedCounterId?: int[]
PerfMetricId = counterId: int; instance: string
PerfProviderSummary = entity: MoRef<ManagedObject>; currentSupported: boolean; summarySupported: boolean;
  refreshRate?: int
PerfInterval = key: int; samplingPeriod: int; name: string; length: int; level?: int; enabled: boolean
PerfQuerySpec = entity: MoRef<ManagedObject>; startTime?: dateTime; endTime?: dateTime; maxSample?: int;
  metricId?: PerfMetricId[]; intervalId?: int; format?: string
PerfEntityMetricBase = entity: MoRef<ManagedObject>
PerfEntityMetric < PerfEntityMetricBase = sampleInfo?: PerfSampleInfo[]; value?: PerfMetricSeries[]
PerfEntityMetricCSV < PerfEntityMetricBase = sampleInfoCSV: string; value?: PerfMetricSeriesCSV[]
PerfSampleInfo = timestamp: dateTime; interval: int
PerfMetricSeries = id: PerfMetricId
PerfMetricIntSeries < PerfMetricSeries = value?: long[]
PerfMetricSeriesCSV < PerfMetricSeries = value?: string
`
