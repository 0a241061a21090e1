// What everything is called. Names are known before anything is deployed, so that a preview of a deployment (what-if) sees through it.

@export()
type resourceNames = {
  functionsIdentity: string
  eventsIdentity: string
  workspace: string
  insights: string
  @description('The storage account of the members\' tables.')
  tables: string
  @description('The storage account of the Functions host.')
  host: string
  @description('The container of the deployed packages.')
  packages: string
  bus: string
  purchases: string
  deliveryReports: string
  mail: string
  communication: string
  vault: string
  topic: string
  plan: string
  app: string
  people: string
}

@export()
@description('The names of one environment; its token keeps those apart that are unique in the world.')
func namesOf(token string) resourceNames => {
  functionsIdentity: 'id-functions-${token}'
  eventsIdentity: 'id-events-${token}'
  workspace: 'log-${token}'
  insights: 'appi-${token}'
  tables: 'sttables${token}'
  host: 'sthost${token}'
  packages: 'packages'
  bus: 'sb-${token}'
  purchases: 'purchases'
  deliveryReports: 'delivery-reports'
  mail: 'mail-${token}'
  communication: 'acs-${token}'
  vault: 'kv-${token}'
  topic: 'evgt-${token}'
  plan: 'plan-${token}'
  app: 'func-${token}'
  people: 'ag-${token}'
}
