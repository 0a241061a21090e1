# What secrets.sh does, for Windows.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$tries = 0
while ($true) {
    $present = @(az keyvault secret list --vault-name $env:LOYALTY_VAULT --query '[].name' --output tsv)
    if ($LASTEXITCODE -eq 0) { break }
    if (++$tries -eq 20) { exit 1 }
    Write-Host 'The vault does not let you in yet; trying again.'
    Start-Sleep -Seconds $(if ($env:LOYALTY_PATIENCE) { $env:LOYALTY_PATIENCE } else { 15 })
}

function Get-Words([string]$text) { $text.Split(' ', [StringSplitOptions]::RemoveEmptyEntries) }

function Set-Secret([string]$name, [string]$value) {
    $file = New-TemporaryFile
    try {
        [IO.File]::WriteAllText($file, $value)
        az keyvault secret set --vault-name $env:LOYALTY_VAULT --name $name --file "$file" --encoding utf-8 --output none
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
    finally { Remove-Item $file }
}

function New-Bytes {
    $bytes = [byte[]]::new(32)
    [Security.Cryptography.RandomNumberGenerator]::Fill($bytes)
    , $bytes
}

foreach ($name in Get-Words $env:LOYALTY_RANDOM_SECRETS) {
    if ($present -notcontains $name) { Set-Secret $name ([Convert]::ToBase64String((New-Bytes))) }
}

foreach ($name in Get-Words $env:LOYALTY_KEY_SECRETS) {
    if ($present -notcontains $name) {
        $key = [Convert]::ToHexString((New-Bytes)).ToLowerInvariant()
        $hash = [Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($key))
        Set-Secret $name ([Convert]::ToHexString($hash).ToLowerInvariant())
        Write-Host "${name}: $key (write it down now, it is shown once)"
    }
}

az rest --method post --output none --url "https://management.azure.com/subscriptions/$env:AZURE_SUBSCRIPTION_ID/resourceGroups/$env:AZURE_RESOURCE_GROUP/providers/Microsoft.Web/sites/$env:LOYALTY_APP/config/configreferences/appsettings/refresh?api-version=2022-03-01"
exit $LASTEXITCODE
