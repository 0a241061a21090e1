// How large an environment is. Everything else about dev and prod is the same, so that what was tried in one holds in the other.

@export()
type sizing = {
  @description('Whether what runs and what is kept is spread over the zones of the region. The region must have zones.')
  zoneRedundant: bool

  @description('How the members\' tables are replicated.')
  tables: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

  @description('Instances that always wait for HTTP, so that no till waits for them. With zones Azure keeps, and bills, two.')
  @minValue(0)
  alwaysReady: int

  @description('The most instances at once, 40 at least. Each has 32 members in work, and the tables must bear them all.')
  @minValue(40)
  @maxValue(1000)
  maximumInstances: int

  @description('Memory of an instance.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Standard has 1,000 operations a second (docs/scale.md says how far that goes). Past that it is Premium.')
  bus: 'Standard' | 'Premium'

  @description('How long logs are kept.')
  @minValue(30)
  @maxValue(730)
  logDays: int

  @description('What may be logged a day, so that a loop does not ruin anybody; -1 for no limit.')
  logGigabytesADay: int

  @description('Whether the vault refuses to be purged for 90 days, in which its name is taken. Once on, it stays on.')
  purgeProtection: bool
}

@export()
var sizes = {
  dev: {
    zoneRedundant: false
    tables: 'Standard_LRS'
    alwaysReady: 0
    maximumInstances: 40
    instanceMemoryMB: 512
    bus: 'Standard'
    logDays: 30
    logGigabytesADay: 1
    purgeProtection: false
  }
  prod: {
    zoneRedundant: true
    tables: 'Standard_ZRS'
    alwaysReady: 1
    maximumInstances: 40
    instanceMemoryMB: 2048
    bus: 'Standard'
    logDays: 90
    logGigabytesADay: 20
    purgeProtection: true
  }
}
