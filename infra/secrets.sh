#!/bin/sh
# Makes the secrets that the vault lacks, after azd has made the vault. What is there stays: it runs after every `azd provision`.
# A key of the interface is shown once and kept nowhere; the vault has its SHA-256.
set -eu

# A role that was just given counts only after some minutes.
tries=0
until present=$(az keyvault secret list --vault-name "$LOYALTY_VAULT" --query '[].name' --output tsv); do
  tries=$((tries + 1))
  [ "$tries" -lt 20 ] || exit 1
  echo "The vault does not let you in yet; trying again."
  sleep "${LOYALTY_PATIENCE:-15}"
done

lacks() { ! printf '%s\n' "$present" | grep -qx "$1"; }

# Through a pipe: an argument could be read by others on this machine.
keep() { az keyvault secret set --vault-name "$LOYALTY_VAULT" --name "$1" --file /dev/stdin --encoding utf-8 --output none; }

for name in $LOYALTY_RANDOM_SECRETS; do
  if lacks "$name"; then
    secret=$(openssl rand -base64 32)
    printf %s "$secret" | keep "$name"
  fi
done

for name in $LOYALTY_KEY_SECRETS; do
  if lacks "$name"; then
    key=$(openssl rand -hex 32)
    hash=$(printf %s "$key" | openssl dgst -sha256 -r | cut -c1-64)
    printf %s "$hash" | keep "$name"
    echo "$name: $key (write it down now, it is shown once)"
  fi
done

# The app may have looked for them before they were there.
az rest --method post --output none --url "https://management.azure.com/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$LOYALTY_APP/config/configreferences/appsettings/refresh?api-version=2022-03-01"
