// Who acts: the functions, and Event Grid when it brings delivery reports. They have identities of their own, made before what they may
// do is given to them in roles.bicep, and before anything acts: then it finds its rights when it starts.

import { resourceNames } from '../names.bicep'

param names resourceNames
param location string
param tags object

resource functions 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.functionsIdentity
  location: location
  tags: tags
}

resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.eventsIdentity
  location: location
  tags: tags
}
