// The queues. What the ledger holds twice it holds once, so the broker does not look for doubles.

import { resourceNames } from '../names.bicep'
import { sizing } from '../sizes.bicep'

param names resourceNames
param location string
param tags object
param size sizing
param workspaceId string

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: names.bus
  location: location
  tags: tags
  sku: {
    name: size.bus
    tier: size.bus
    capacity: size.bus == 'Premium' ? 1 : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }

  resource queue 'queues' = [
    for name in [names.purchases, names.deliveryReports]: {
      name: name
      properties: {
        // Batches get no renewal of their locks, and a batch whose store fails holds its messages for half a minute
        // before it gives them back. Five minutes is the most there is.
        lockDuration: 'PT5M'
        // Each failed try waits (Receiving__OutagePauseSeconds), so an outage of five hours stays below it.
        maxDeliveryCount: 1000
        // They never expire by themselves; whoever gives a message an end of its own finds it here, and not lost.
        deadLetteringOnMessageExpiration: true
        requiresDuplicateDetection: false
        requiresSession: false
        maxSizeInMegabytes: 5120
      }
    }
  ]
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
