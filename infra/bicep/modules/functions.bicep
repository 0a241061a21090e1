// The functions: a Flex Consumption plan and the app. What they are told stands here and nowhere else; tests/Infrastructure.Tests holds
// it against what the code reads.

import { resourceNames } from '../names.bicep'
import { sizing } from '../sizes.bicep'
import { apiKey, linkKey } from '../types.bicep'

param names resourceNames
param location string
param tags object
param size sizing
param emailEndpoint string
param workspaceId string
param publicUrl string
param emailsPerMinute int
param emailsPerHour int
param keys apiKey[]
param linkKeys linkKey[]
@description('The names of the secrets.')
param lookupKeys string[]

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: names.host }

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: names.bus }

resource actor 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.functionsIdentity
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = { name: names.insights }

func secretOf(vault string, name string) string => '@Microsoft.KeyVault(VaultName=${vault};SecretName=${name})'

// With a user-assigned identity a connection of the Functions host names it.
var hostSettings = {
  AzureWebJobsStorage__accountName: account.name
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: actor.properties.clientId
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: actor.properties.clientId
}

var ownSettings = {
  // As whom the functions act, of the identities that they could have.
  AZURE_CLIENT_ID: actor.properties.clientId
  ServiceBus__fullyQualifiedNamespace: split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]
  Storage__accountName: names.tables
  Email__endpoint: emailEndpoint
  // Under the name that it looks for the Functions host would find it, too, and export the address of each request.
  Telemetry__ConnectionString: applicationInsights.properties.ConnectionString
  Sending__PerMinute: string(emailsPerMinute)
  Sending__PerHour: string(emailsPerHour)
}

var publicSettings = empty(publicUrl) ? {} : { PublicUrl: publicUrl }

var keySettings = [
  for (key, i) in keys: {
    'Keys__${i}__Name': key.name
    'Keys__${i}__Scope': key.scope
    'Keys__${i}__Sha256': secretOf(names.vault, key.secret)
  }
]

var linkSettings = [
  for (key, i) in linkKeys: {
    'Links__Keys__${i}__Id': key.id
    'Links__Keys__${i}__Secret': secretOf(names.vault, key.secret)
  }
]

var lookupSettings = [for (secret, i) in lookupKeys: { 'Lookups__Keys__${i}__Secret': secretOf(names.vault, secret) }]

var givenSettings = reduce(
  concat([publicSettings], keySettings, linkSettings, lookupSettings),
  {},
  (all, some) => union(all, some)
)

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: names.plan
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: size.zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: names.app
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${actor.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: actor.id
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${names.packages}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: actor.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: size.instanceMemoryMB
        maximumInstanceCount: size.maximumInstances
        alwaysReady: size.alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: size.alwaysReady }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(hostSettings, ownSettings, givenSettings)
  }

  // Packages are deployed with a token of Entra, never with a password.
  resource basicScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource basicFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

// The functions' own logs go to Application Insights, by what host.json says of them; here the platform speaks.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output address string = 'https://${app.properties.defaultHostName}'
