# Runs duiqi.cmd from PowerShell. PowerShell drops quotation marks in arguments of other programs, and cmd would run what follows "&".
# Therefore this script passes all arguments in a variable, quoted by the rules that duiqi reads them by.
# Only a clone has this script: Windows blocks downloaded scripts by default, and PowerShell would not run duiqi.cmd beside it instead.

$words = foreach ($argument in $args) {
    # PowerShell makes a list of words with commas.
    $text = if ($argument -is [array]) { $argument -join ',' } else { [string] $argument }
    if ($text -match '^[^\s"]+$') {
        $text
    } else {
        # A backslash is doubled before a quotation mark only.
        '"' + ($text -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"'
    }
}

$earlier = [Console]::OutputEncoding
# duiqi reads and writes UTF-8. Setting the encoding also sets the code page of the console, if there is one.
$OutputEncoding = New-Object System.Text.UTF8Encoding $false
try { [Console]::OutputEncoding = $OutputEncoding } catch { Write-Verbose 'there is no console' }
try {
    $env:DUIQI_ARGUMENTS = $words -join ' '
    $env:DUIQI_POWERSHELL = 'yes'
    # cmd takes no longer lines, and duiqi.cmd adds some words.
    if ("$env:DUIQI_ARGUMENTS".Length -gt 8000) {
        [Console]::Error.WriteLine('duiqi: the arguments have more than 8,000 characters, the limit of cmd; give a folder, or a name with *')
        exit 2
    }
    if ($MyInvocation.ExpectingInput) {
        $input | & "$PSScriptRoot\duiqi.cmd"
    } else {
        & "$PSScriptRoot\duiqi.cmd"
    }
} finally {
    $env:DUIQI_ARGUMENTS = $null
    $env:DUIQI_POWERSHELL = $null
    try { [Console]::OutputEncoding = $earlier } catch { Write-Verbose 'there is no console' }
}
exit $LASTEXITCODE
