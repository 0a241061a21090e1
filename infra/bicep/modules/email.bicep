// Mail. The domain that Azure manages is there at once; a domain of the shop's own is asked for here, its DNS records come out, and once
// Azure has found them it is linked.

import { resourceNames } from '../names.bicep'
import { mailDomain } from '../types.bicep'

param names resourceNames
param tags object
param dataLocation string
param ownDomain mailDomain?
param workspaceId string

// A service of the whole world, of which only where its data rests is chosen.
var everywhere = 'global'

resource mail 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: names.mail
  location: everywhere
  tags: tags
  properties: { dataLocation: dataLocation }

  resource azureDomain 'domains' = {
    name: 'AzureManagedDomain'
    location: everywhere
    tags: tags
    properties: {
      domainManagement: 'AzureManaged'
      // It would count who opens a message and follows which link.
      userEngagementTracking: 'Disabled'
    }
  }

  resource own 'domains' = if (ownDomain != null) {
    name: ownDomain.?name ?? 'none'
    location: everywhere
    tags: tags
    properties: {
      domainManagement: 'CustomerManaged'
      userEngagementTracking: 'Disabled'
    }

    resource sender 'senderUsernames' = if (ownDomain.?verified ?? false) {
      name: ownDomain.?sender ?? 'none'
      properties: {
        username: ownDomain.?sender ?? 'none'
        displayName: ownDomain.?senderName
      }
    }
  }
}

resource communication 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: names.communication
  location: everywhere
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: (ownDomain.?verified ?? false) ? [mail::azureDomain.id, mail::own.id] : [mail::azureDomain.id]
  }
}

// Its other logs name the addresses that were written to.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: communication
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'EmailSendMailOperational', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output endpoint string = 'https://${communication.properties.hostName}'
output azureSender string = 'DoNotReply@${mail::azureDomain.properties.mailFromSenderDomain}'
output dnsRecords object = ownDomain == null ? {} : mail::own!.properties.verificationRecords
