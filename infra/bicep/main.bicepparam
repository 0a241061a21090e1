using 'main.bicep'

import { sizes } from 'sizes.bicep'

// One file for every environment, because azd reads one: what differs comes from the environment (`azd env set NAME VALUE`, or the
// variables of a workflow), and how large dev and prod are stands in sizes.bicep. There are only names in it, and no secret.

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param size = sizes[readEnvironmentVariable('LOYALTY_SIZE', 'dev')]

param publicUrl = readEnvironmentVariable('LOYALTY_PUBLIC_URL', '')

param emailDataLocation = readEnvironmentVariable('LOYALTY_EMAIL_DATA_LOCATION', 'Europe')
param emailDomain = empty(readEnvironmentVariable('LOYALTY_EMAIL_DOMAIN', ''))
  ? null
  : {
      name: readEnvironmentVariable('LOYALTY_EMAIL_DOMAIN', '')
      sender: readEnvironmentVariable('LOYALTY_EMAIL_SENDER', 'hello')
      senderName: readEnvironmentVariable('LOYALTY_EMAIL_SENDER_NAME', '')
      verified: readEnvironmentVariable('LOYALTY_EMAIL_DOMAIN_VERIFIED', 'false') == 'true'
    }
param emailsPerMinute = empty(readEnvironmentVariable('LOYALTY_EMAILS_PER_MINUTE', ''))
  ? null
  : int(readEnvironmentVariable('LOYALTY_EMAILS_PER_MINUTE', ''))
param emailsPerHour = empty(readEnvironmentVariable('LOYALTY_EMAILS_PER_HOUR', ''))
  ? null
  : int(readEnvironmentVariable('LOYALTY_EMAILS_PER_HOUR', ''))

// To rotate one, add the next beside it (docs/operating.md); the secrets themselves are in the vault.
param keys = [
  { name: 'till', scope: 'pos', secret: 'key-till-1' }
  { name: 'office', scope: 'staff', secret: 'key-office-1' }
]
param linkKeys = [
  { id: '1', secret: 'links-1' }
]
param lookupKeys = ['lookups-1']

// azd says who signed in. A workflow does not set it: it has no need to see a secret.
param keeper = empty(readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
  ? null
  : {
      id: readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
      kind: readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
    }

param alertEmails = filter(split(readEnvironmentVariable('LOYALTY_ALERT_EMAILS', ''), ','), address => !empty(address))
