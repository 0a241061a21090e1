// The whole of it, in a resource group of its own. It is deployed to a subscription, because then one command makes an environment from
// nothing: a deployment to a group wants somebody to have made the group before.
targetScope = 'subscription'

import { namesOf } from 'names.bicep'
import { sizing } from 'sizes.bicep'
import { apiKey, linkKey, mailDomain, vaultKeeper } from 'types.bicep'

@description('What the environment is called; its resource group and its tags are named so.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('The region. Flex Consumption must be there, and, for a zone-redundant size, zones.')
@metadata({ azd: { type: 'location' } })
param location string

@description('How large it is.')
param size sizing

@description('Where the customers reach the functions, where that is not the name that Azure gives the app.')
param publicUrl string = ''

@description('In which part of the world Communication Services keeps what it keeps.')
param emailDataLocation string = 'Europe'

@description('The domain of the shop\'s own from which it writes, if any.')
param emailDomain mailDomain?

@description('What the domain may send a minute, once Azure has raised it; 0 for no limit.')
@minValue(0)
param emailsPerMinute int?

@description('The same an hour.')
@minValue(0)
param emailsPerHour int?

@description('The keys that may call the interface: several of a scope, so that one can follow another.')
@minLength(1)
param keys apiKey[]

@description('The keys that seal links: the first seals, all of them open.')
@minLength(1)
param linkKeys linkKey[]

@description('The names of the secrets under which members are looked up: the first hashes what is written, all of them find.')
@minLength(1)
param lookupKeys string[]

@description('Who makes the secrets: whoever deploys by hand. A workflow needs none of them.')
param keeper vaultKeeper?

@description('Whom the alerts are sent to.')
param alertEmails string[]

var names = namesOf(uniqueString(subscription().id, environmentName, location))
var ownDomain = emailDomain.?verified ?? false
var tags = {
  application: 'loyalty'
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  scope: group
  params: { names: names, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { names: names, location: location, tags: tags, size: size }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: { names: names, location: location, tags: tags, size: size, workspaceId: monitoring.outputs.workspaceId }
}

module bus 'modules/bus.bicep' = {
  scope: group
  params: { names: names, location: location, tags: tags, size: size, workspaceId: monitoring.outputs.workspaceId }
}

module email 'modules/email.bicep' = {
  scope: group
  params: {
    names: names
    tags: tags
    dataLocation: emailDataLocation
    ownDomain: emailDomain
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: { names: names, location: location, tags: tags, size: size, workspaceId: monitoring.outputs.workspaceId }
}

module roles 'modules/roles.bicep' = {
  scope: group
  dependsOn: [identities, storage, bus, email, vault, monitoring]
  params: { names: names, keeper: keeper }
}

module functions 'modules/functions.bicep' = {
  scope: group
  // An app that starts before its identity may read the secrets looks for them again only after a day.
  dependsOn: [roles]
  params: {
    names: names
    location: location
    tags: tags
    size: size
    emailEndpoint: email.outputs.endpoint
    workspaceId: monitoring.outputs.workspaceId
    publicUrl: publicUrl
    // What Azure lets a new domain send, one of the shop's own or the one that it manages.
    emailsPerMinute: emailsPerMinute ?? (ownDomain ? 30 : 5)
    emailsPerHour: emailsPerHour ?? (ownDomain ? 100 : 10)
    keys: keys
    linkKeys: linkKeys
    lookupKeys: lookupKeys
  }
}

module events 'modules/events.bicep' = {
  scope: group
  dependsOn: [roles]
  params: { names: names, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  dependsOn: [bus]
  params: {
    names: names
    location: location
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
  }
}

// azd keeps these in its environment, for the scripts and for people.
output AZURE_RESOURCE_GROUP string = group.name
output LOYALTY_APP string = names.app
output LOYALTY_URL string = empty(publicUrl) ? functions.outputs.address : publicUrl
output LOYALTY_VAULT string = names.vault
output LOYALTY_TABLES string = names.tables
output LOYALTY_BUS string = names.bus
output LOYALTY_MAIL string = names.mail
// Which secrets the settings refer to: those of 32 random bytes, and those that hold a key's hash.
output LOYALTY_RANDOM_SECRETS string = join(concat(map(linkKeys, key => key.secret), lookupKeys), ' ')
output LOYALTY_KEY_SECRETS string = join(map(keys, key => key.secret), ' ')
// The address for messages.from in the program, until the shop has a domain of its own there.
output LOYALTY_SENDER string = ownDomain ? '${emailDomain.?sender}@${emailDomain.?name}' : email.outputs.azureSender
output LOYALTY_DNS_RECORDS object = email.outputs.dnsRecords
