@echo off
rem Runs the mekiki command; builds it first where that is needed. It does what the script "mekiki" and
rem cli/src/main/launcher/run.sh do; LauncherPairTest compares them, and says what is different here.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

rem --- a JDK 25: asked for, on the path, or in the places where installers put it ------------------
set "jdk="
call :try_jdk "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try_jdk "%%~dpj.."
for /d %%h in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%ProgramFiles%\Amazon Corretto\jdk25*" "%ProgramFiles%\BellSoft\LibericaJDK-25*" "%USERPROFILE%\.jdks\*") do call :try_jdk "%%~h"
if defined jdk goto found
echo mekiki: needs a JDK 25; install one, or set JAVA_HOME to it 1>&2
exit /b 2
:found

rem --- build what is missing or older than the sources ---------------------------------------------
set "modules=%root%\cli\target\lib"
set "stamp=%root%\cli\target\built"
call :is_built
if errorlevel 1 call :build
if errorlevel 1 exit /b %errorlevel%

set "java=%jdk%\bin\java.exe"
set "joined="
for /f "delims=" %%f in ('dir /b "%root%\cli\target\mekiki-cli-*.jar" ^| findstr /v /e "sources.jar javadoc.jar"') do call :join "%root%\cli\target\%%f"
for %%f in ("%modules%\*.jar") do call :join "%%~f"
set "start=%root%\cli\target\start.aot"
rem Made once a build; where it cannot be, everything works without it.
set "make_start="
if not exist "%start%" set "make_start=true"

rem --- run -----------------------------------------------------------------------------------------
rem What follows is the same in both files of this name: "call" would read %% and ^ in texts again.
rem Jars with methods, families, tokenizer components or metrics of one's own (docs/extensions.md).
set "extended=%joined%"
set "rest=%MEKIKI_EXTENSIONS%"
:extensions
set "extension="
if defined rest for /f "tokens=1* delims=;" %%a in ("%rest%") do set "extension=%%a" & set "rest=%%b"
if not defined extension goto extended
if exist "%extension%\*" goto folder
if not exist "%extension%" goto refused
set "extended=%extended%;%extension%"
goto extensions
:folder
for %%f in ("%extension%\*.jar") do call :extend "%%~f"
goto extensions
:refused
echo mekiki: MEKIKI_EXTENSIONS names %extension%, which is neither a jar nor a folder 1>&2
exit /b 2
:extended

rem A short text is answered before the SIMD kernels would be compiled, and what computes nothing needs
rem none (docs/decisions/2026-11-26-start.md; QuickCall says the same in Java).
if defined JAVA_TOOL_OPTIONS goto full
if defined JDK_JAVA_OPTIONS goto full
if defined MEKIKI_EXTENSIONS goto full
set "command=%~1"
if not defined command goto quick
for %%c in (-h --help -V --version tokenize inspect completion) do if "%command%"=="%%c" goto quick
for %%c in (explain predict) do if "%command%"=="%%c" goto texts
goto full
:texts
set "letters="
set "text=%~2"
if not defined text goto full
:next_text
setlocal EnableDelayedExpansion
set "first=!text:~0,1!"
if "!first!"=="-" endlocal & goto full
if "!first!"=="@" endlocal & goto full
endlocal
set "letters=%letters%%text%"
setlocal EnableDelayedExpansion
if not "!letters:~200,1!"=="" endlocal & goto full
endlocal
shift /2
set "text=%~2"
if defined text goto next_text

:quick
if defined make_start call :make_start
set "cache="
if exist "%start%" for %%f in ("%start%") do if %%~zf gtr 0 set cache="-XX:AOTCache=%start%"
"%java%" -XX:+UseSerialGC -Xlog:disable -Dmekiki.kernels=scalar %cache% -cp "%joined%" org.mekiki.cli.Mekiki %*
exit /b %errorlevel%

:full
"%java%" -XX:+UseSerialGC -Xshare:auto --module-path "%extended%" -m org.mekiki.cli/org.mekiki.cli.Mekiki %*
exit /b %errorlevel%

rem --- subroutines -----------------------------------------------------------------------------------
:extend
set "extended=%extended%;%~1"
exit /b 0

:join
if defined joined set "joined=%joined%;%~1"
if not defined joined set "joined=%~1"
exit /b 0

:make_start
set "made=%start%.%RANDOM%"
"%java%" -XX:+UseSerialGC -Xlog:disable -Dmekiki.kernels=scalar -cp "%joined%" "-XX:AOTCacheOutput=%made%" org.mekiki.cli.Mekiki explain "an unpretentious , warm and very funny film" >nul 2>nul
rem An empty one says that it was tried.
if exist "%made%" move /y "%made%" "%start%" >nul
if not exist "%start%" type nul >"%start%"
exit /b 0

:try_jdk
if defined jdk exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
rem The dot stands for a quotation mark.
findstr /b /r /c:"JAVA_VERSION=.25" "%~1\release" >nul
if not errorlevel 1 set "jdk=%~1"
exit /b 0

:is_built
if not exist "%stamp%" exit /b 1
powershell -NoProfile -NonInteractive -Command "$built = (Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc; $of = @(Get-Item -LiteralPath (Join-Path $env:root 'pom.xml')); foreach ($m in 'core', 'transformer', 'sig', 'report', 'weights-converter', 'cli') { $in = Join-Path $env:root $m; $of += Get-Item -LiteralPath (Join-Path $in 'pom.xml'); $of += Get-ChildItem -LiteralPath (Join-Path $in 'src\main') -Recurse -File }; exit [int][bool]($of | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)"
exit /b %errorlevel%

:build
where mvn >nul 2>nul
if not errorlevel 1 goto maven
echo mekiki: needs Maven for the first run; install it (the command is mvn) 1>&2
exit /b 2
:maven
echo mekiki: building, once; this takes a minute or two ... 1>&2
set "log=%root%\cli\target\build.log"
if not exist "%root%\cli\target" mkdir "%root%\cli\target"
pushd "%root%"
call mvn -B -q -pl cli -am -Dmaven.test.skip=true -Dmekiki.format=skip package >"%log%" 2>&1
if errorlevel 1 goto failed
popd
if exist "%root%\cli\target\start.aot" del /q "%root%\cli\target\start.aot"
echo built>"%stamp%"
exit /b 0
:failed
popd
echo mekiki: the build failed; the end of %log% says: 1>&2
powershell -NoProfile -NonInteractive -Command "Get-Content -LiteralPath $env:log -Tail 20" 1>&2
exit /b 1
