@rem Replaces mvnw.cmd, which needs PowerShell: records its arguments and provides what Maven would build. Fails if FAIL is set.
@echo off
echo %*>>"%SCRATCH%\mvnw.log"
if defined FAIL (
    for /l %%n in (1,1,30) do @echo [ERROR] line %%n
    echo [ERROR] Re-run Maven using the -X switch
    exit /b 1
)
if "%~5" == "-Pprogram" copy "%SCRATCH%\duiqi-all.jar" target\duiqi.building\all.jar >nul
