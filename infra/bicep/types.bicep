@export()
@description('A key that may call the interface. The vault\'s secret holds the SHA-256 of the key, never the key.')
type apiKey = {
  @description('What staff call it.')
  name: string
  scope: 'pos' | 'staff'
  @description('The secret\'s name in the vault.')
  secret: string
}

@export()
@description('A key that seals links: its id stands in the links, its 32 bytes are in the vault.')
type linkKey = {
  id: string
  secret: string
}

@export()
@description('A domain of the shop\'s own, from which it writes.')
type mailDomain = {
  name: string
  @description('What stands before the @.')
  sender: string
  @description('The name that customers see.')
  senderName: string
  @description('Whether its DNS records were found by Azure. Until then mail goes out from the domain that Azure manages.')
  verified: bool
}

@export()
@description('Who keeps the secrets of the vault, beside those who own the subscription.')
type vaultKeeper = {
  @description('The object id.')
  id: string
  kind: 'User' | 'Group' | 'ServicePrincipal'
}
