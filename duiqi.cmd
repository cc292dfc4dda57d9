@echo off
rem Runs duiqi on Windows. Builds it first if necessary. Follows the rules of the script duiqi, which explains them.
rem
rem   in a clone     builds target\duiqi-all.jar if it is missing or older than its sources
rem   elsewhere      runs duiqi-all.jar beside this script, with the Java in the folder runtime if there is one
rem
rem Environment: JAVA_HOME, DUIQI_JAVA_OPTS, LOCALAPPDATA.
rem Starts no Spark: on Windows, Spark needs programs of Hadoop that nobody publishes for it.
rem This file is ASCII, because cmd reads it in the code page of the console.

setlocal EnableExtensions DisableDelayedExpansion
rem cmd would run a program in the current folder before the program of Windows with the same name.
set "NoDefaultCurrentDirectoryInExePath=1"
rem java.exe converts its arguments to the code page of Windows and loses other characters. A variable keeps them. duiqi.ps1 sets it too.
if not defined DUIQI_POWERSHELL set DUIQI_ARGUMENTS=%*
set "DUIQI_POWERSHELL="
call :find_folder
rem Java takes !\ for the end of the name of a jar.
set "problem="
if not "%folder:!\=%" == "%folder%" set "problem=%folder%: Java cannot run a program from a folder with an exclamation mark at the end of its name; rename it"
for %%j in (java.exe) do set "java=%%~$PATH:j"
for %%j in ("%java%\..\..") do set "jdk=%%~fj"
rem From here on, !name! is the value of a variable, which cmd does not parse again: it may contain any character.
setlocal EnableDelayedExpansion
set "folder=!folder:~0,-1!"
if defined problem goto fail
if "!DUIQI_ARGUMENTS!" == "/?" set "DUIQI_ARGUMENTS=--help"

set "own=!folder!\runtime"
rem In the image of jpackage, the Java is beside the folder of this script.
if exist "!folder!\duiqi.cfg" set "own=!folder!\..\runtime"
if exist "!own!\bin\java.exe" (
    set "jdk=!own!"
    set "java=!own!\bin\java.exe"
) else if defined JAVA_HOME (
    rem Some set it with quotation marks, which are no part of a path. Maven reads it too.
    set "JAVA_HOME=!JAVA_HOME:"=!"
    set "jdk=!JAVA_HOME!"
    set "java=!JAVA_HOME!\bin\java.exe"
    set "problem=JAVA_HOME is !JAVA_HOME!, which has no bin\java.exe; set it to a JDK 17 or newer, or unset it"
) else (
    set "problem=needs a JDK 17 or newer; install one (winget install EclipseAdoptium.Temurin.17.JDK), or set JAVA_HOME"
)
if not exist "!java!" goto fail
set "version="
if exist "!jdk!\release" for /f "usebackq tokens=1,2 delims==" %%a in ("!jdk!\release") do if "%%a" == "JAVA_VERSION" set "version=%%~b"
call :check_version || goto fail

set "store=!folder!"
if exist "!folder!\pom.xml" set "store=!folder!\target"
set "jar=!store!\duiqi-all.jar"
set "problem="
if exist "!folder!\pom.xml" (
    pushd "!folder!\"
    call :is_stale && call :build_alone
    popd
)
if defined problem goto fail
set "problem=!jar!: not found; put it beside duiqi.cmd, or run duiqi.cmd in a clone of its sources"
if not exist "!jar!" goto fail

rem Without jdk.console, a newer Java takes redirected streams for a terminal.
set "flags=-XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xlog:disable -XX:+DisplayVMOutputToStderr"
set "flags=!flags! -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djdk.console=java.base"
call :find_archive || goto fail
if exist "!archive!" for %%a in ("!archive!") do if %%~za gtr 0 set "flags=!flags! -XX:SharedArchiveFile="!archive!""

rem The optimizing compiler helps only long work. An alignment of 20,000 sentences takes less processor time without it.
set "words= !DUIQI_ARGUMENTS! "
set "compiler=-XX:TieredStopAtLevel=1"
for %%w in (train evaluate tm lookup concordance pretranslate serve) do if not "!words: %%w =!" == "!words!" set "compiler="
if not "!words: align =!" == "!words!" set "compiler=-XX:TieredStopAtLevel=1"

rem duiqi writes UTF-8. Without a console there is no code page.
set "page=0"
for /f "tokens=2 delims=:." %%p in ('chcp 2^>nul ^<nul') do set /a "page=%%p" 2>nul
if !page! equ 65001 set "page=0"
if !page! gtr 0 chcp 65001 >nul <nul
"!java!" !flags! !compiler! !DUIQI_JAVA_OPTS! -Dduiqi.windows=true -cp "!jar!" duiqi.cli.Main
set "code=!errorlevel!"
if !page! gtr 0 chcp !page! >nul <nul
rem After exit /b alone, the operators && and || of the caller see success.
"!ComSpec!" /d /c exit !code!
exit /b !code!

:fail
>&2 echo duiqi: !problem!
"!ComSpec!" /d /c exit 2
exit /b 2

rem Sets folder, with a backslash at the end. The short path is ASCII on the disk of Windows, so that java.exe finds the jar in a folder with any
rem name. HOME is a variable of git. Outside a subroutine, cmd takes "duiqi" in quotation marks, found on the PATH, for a file in the current folder.
:find_folder
set "folder=%~dps0"
exit /b

rem Rejects a Java that is too old. An unknown version passes; Java then reports the error itself.
:check_version
set "major="
for /f "delims=.-+_" %%m in ("!version!") do set /a "major=%%m" 2>nul
if not defined major exit /b 0
if !major! geq 17 exit /b 0
set "problem=needs a JDK 17 or newer, but !java! is version !version!; set JAVA_HOME to a newer one"
exit /b 1

rem Succeeds if a source is newer than its copy of the last build. xcopy prints the paths of such files. Does not detect a deleted source.
:is_stale
if not exist target\duiqi-all.jar exit /b 0
if not exist target\duiqi.sources exit /b 0
for /f "tokens=2 delims=\" %%f in ('xcopy /l /d /s /i /y src\main target\duiqi.sources\main ^<nul ^& xcopy /l /d /y .\pom.xml target\duiqi.sources ^<nul') do exit /b 0
exit /b 1

rem Builds duiqi while no other duiqi builds it in the same folder. Windows lets one process at a time open the file for
rem writing, and closes the file when the process ends.
:build_alone
if not exist target mkdir target 2>nul
rem In a read-only folder, no waiting opens the file.
set "probe=target\duiqi.!random!!random!"
mkdir "!probe!" 2>nul && rd "!probe!" || (
    if not exist target\duiqi-all.jar set "problem=!folder!: cannot build duiqi in a read-only folder; copy the folder"
    exit /b
)
set "entered="
2>nul (9>target\duiqi.lock type nul) && 9>target\duiqi.lock call :build
if defined entered exit /b
ping -n 2 127.0.0.1 >nul <nul
goto build_alone

:build
set "entered=yes"
call :is_stale || exit /b
set "problem=needs a JDK 17 or newer to build itself, but !jdk! has no javac.exe; install a JDK, or set JAVA_HOME"
if not exist "!jdk!\bin\javac.exe" if defined version exit /b
set "reason=first use"
if exist target\duiqi-all.jar set "reason=its sources have changed"
>&2 echo duiqi: building (!reason!) ...
rem Copies the sources first, so that a source changed during the build counts as newer.
rd /s /q target\duiqi.building 2>nul
xcopy /s /i /q /y src\main target\duiqi.building\main >nul <nul && xcopy /q /y pom.xml target\duiqi.building >nul <nul
set "goals=resources:resources@default-resources compiler:compile@default-compile jar:jar@default-jar shade:shade@default shade:shade@sqlite"
call :maven -Pprogram "-Dmaven.compiler.failOnWarning=false" "-Dall.jar=target/duiqi.building/all.jar" !goals!
if errorlevel 1 (
    call :find_remedy
    set "problem=!folder!\target\build.log: the build failed; !remedy!, and run duiqi again"
    exit /b
)
set "problem=!jar!: cannot replace the file; end the duiqi that uses it, and run duiqi again"
move /y target\duiqi.building\all.jar target\duiqi-all.jar >nul || exit /b
set "problem="
rd /s /q target\duiqi.sources 2>nul
move target\duiqi.building target\duiqi.sources >nul
exit /b

rem maven ARGUMENT...: runs Maven in the project. Prints the end of its output if it fails.
:maven
setlocal DisableDelayedExpansion
set "MAVEN_OPTS=-Daether.connector.requestTimeout=60000 %MAVEN_OPTS%"
call .\mvnw.cmd -q -B -C -U %* >target\build.log 2>&1 <nul
if not errorlevel 1 exit /b 0
set "skip=-20"
for /f "usebackq delims=" %%l in ("target\build.log") do set /a "skip+=1"
if %skip% gtr 0 (set "skip=skip=%skip%") else set "skip="
for /f "usebackq %skip% delims=" %%l in ("target\build.log") do >&2 echo(%%l
exit /b 1

rem Sets remedy to the one that fits the failure in the log. The last line that matches is the most specific one.
:find_remedy
set "remedy=it needs a JDK 17 or newer and, the first time, the network. Correct the error above"
set "settings=.m2\settings.xml in your home folder"
findstr /i /c:"Could not find artifact" target\build.log >nul 2>&1 && set "remedy=the server has no such file; name a complete mirror of Maven Central in !settings!"
findstr /i /c:"Could not transfer" /c:"Unknown host" target\build.log >nul 2>&1 && set "remedy=the network does not answer; connect, or name your proxy in !settings!"
findstr /i /c:"status code: 5" target\build.log >nul 2>&1 && set "remedy=the server of the libraries has a failure; wait some minutes, or name a mirror in !settings!"
findstr /i /c:"Checksum validation failed" /c:"Failed to validate" /c:"Non-parseable POM" target\build.log >nul 2>&1 && set "remedy=the network sends another file, for example a login page, or a file in the local repository is damaged; log in to the network, or delete the file that the error names"
findstr /i /c:"PKIX path" target\build.log >nul 2>&1 && set "remedy=the network replaces certificates; use those of Windows: set MAVEN_OPTS=-Djavax.net.ssl.trustStoreType=Windows-ROOT"
findstr /i /c:"status code: 407" target\build.log >nul 2>&1 && set "remedy=the proxy asks for a user and a password; give them in !settings!"
findstr /i /c:"not enough space" target\build.log >nul 2>&1 && set "remedy=the disk is full; free some space"
exit /b

rem Sets archive. Trains it if it is not for this Java and this jar. In a folder of the system, the archive is in a folder of the user.
:find_archive
set "name=duiqi-!version!.jsa"
if not defined version set "name=duiqi-java.jsa"
rem The code page of the console may change between two starts, so the names are short, too.
for %%j in ("!jar!") do for %%k in ("!java!") do set "stamp=%%~zj %%~tj %%~sk !jar!"
set "archive=!store!\!name!"
2>nul (>>"!archive!.for" type nul) || (
    set "archive=!LOCALAPPDATA!\duiqi\!name!"
    if not exist "!LOCALAPPDATA!\duiqi" mkdir "!LOCALAPPDATA!\duiqi" 2>nul
    2>nul (>>"!archive!.for" type nul) || (set "archive=" & exit /b 0)
)
set "trained="
set /p trained=<"!archive!.for"
if "!trained!" == "!stamp!" exit /b 0
if not defined version for /f "tokens=2,3" %%u in ('""!java!" -version 2^>^&1 ^<nul"') do if "%%u" == "version" set "version=%%~v"
call :check_version || exit /b 1
set "sample=!folder!\tm\samples\long-term-funding"
set "training=align --help"
if exist "!sample!.zh.txt" set "training=align --to jsonl "!sample!.zh.txt" "!sample!.en.txt""
rem Java marks its archives as read-only.
del /f /q "!archive!.new" 2>nul
"!java!" !flags! -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit="!archive!.new" -cp "!jar!" duiqi.cli.Main !training! >nul 2>&1 <nul
rem An empty archive means that training failed, so that not every start repeats it.
if not exist "!archive!.new" type nul >"!archive!.new"
del /f /q "!archive!" 2>nul
move /y "!archive!.new" "!archive!" >nul 2>&1 && >"!archive!.for" echo !stamp!
exit /b 0
