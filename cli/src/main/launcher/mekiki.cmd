@echo off
rem Runs the mekiki of this image, on the Java machine of this image.
setlocal EnableExtensions DisableDelayedExpansion
for %%h in ("%~dp0..") do set "home=%%~fh"
set "java=%home%\bin\java.exe"
set "joined="
for %%f in ("%home%\lib\mekiki\*.jar") do call :join "%%~f"
set "start=%home%\lib\mekiki\start.aot"

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
