// Delivery reports, from Communication Services into the queue, by identity. What cannot be brought within a day is given up: a report
// says only how a message ended, and the next bounce of the same address says it again.

import { resourceNames } from '../names.bicep'

param names resourceNames
param tags object
param workspaceId string

resource source 'Microsoft.Communication/communicationServices@2025-09-01' existing = { name: names.communication }

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: names.bus

  resource reports 'queues' existing = { name: names.deliveryReports }
}

resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: names.eventsIdentity }

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: names.topic
  // Where the resource is whose events these are.
  location: 'global'
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${events.id}': {} }
  }
  properties: {
    source: source.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }

  resource deliveryReports 'eventSubscriptions' = {
    name: 'delivery-reports'
    properties: {
      deliveryWithResourceIdentity: {
        identity: { type: 'UserAssigned', userAssignedIdentity: events.id }
        destination: {
          endpointType: 'ServiceBusQueue'
          properties: { resourceId: bus::reports.id }
        }
      }
      filter: { includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived'] }
      eventDeliverySchema: 'EventGridSchema'
      retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: topic
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'DeliveryFailures', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
