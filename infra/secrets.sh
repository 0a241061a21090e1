#!/bin/sh
# Makes the secrets that the vault lacks, after azd has made the vault. What is there stays: it runs after every `azd provision`.
# A key of the interface is shown once and kept nowhere; the vault has its SHA-256.
set -eu

exists() { az keyvault secret show --vault-name "$LOYALTY_VAULT" --name "$1" --query id --output tsv >/dev/null 2>&1; }

# From a file, so that no secret is an argument that other users of the machine could read.
keep() {
  az keyvault secret set --vault-name "$LOYALTY_VAULT" --name "$1" --file /dev/stdin --encoding utf-8 --output none
}

for name in $LOYALTY_RANDOM_SECRETS; do
  exists "$name" || openssl rand -base64 32 | tr -d '\n' | keep "$name"
done

for name in $LOYALTY_KEY_SECRETS; do
  exists "$name" && continue
  key=$(openssl rand -hex 32)
  printf %s "$key" | openssl dgst -sha256 -r | cut -c1-64 | tr -d '\n' | keep "$name"
  echo "$name: $key"
  echo "  Write it down now: it is shown once."
done

# The app may have looked for them before they were there.
az rest --method post --output none --url "https://management.azure.com/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$LOYALTY_APP/config/configreferences/appsettings/refresh?api-version=2022-03-01"
