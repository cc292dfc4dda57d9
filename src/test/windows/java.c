// Replaces java.exe under wine: starts the Java of Linux by a script, which takes the arguments from a file, and returns its exit code.
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static wchar_t name[400], line[1000];

// Writes a text in UTF-8.
static void put(FILE *file, const wchar_t *text, int length) {
    static char bytes[131072];
    int size = WideCharToMultiByte(CP_UTF8, 0, text, length, bytes, sizeof bytes, NULL, NULL);
    fwrite(bytes, 1, size, file);
}

// Writes an argument with the paths of Linux: Z:\INST~1\a.jar;Z:\b becomes /installed here/a.jar:/b.
static void put_argument(FILE *file, wchar_t *argument) {
    static wchar_t path[32768];
    for (wchar_t *drive; (drive = wcsstr(argument, L"Z:\\")); ) {
        put(file, argument, drive - argument);
        int length = wcscspn(drive, L";");
        wchar_t rest = drive[length];
        drive[length] = 0;
        wchar_t *last = wcsrchr(drive, '\\');
        *last = 0;
        if (!GetLongPathNameW(drive, path, 32768)) wcscpy(path, drive);
        wcscat(path, L"/");
        wcscat(path, last + 1);
        for (wchar_t *c = path; *c; c++) if (*c == '\\') *c = '/';
        put(file, path + 2, wcslen(path + 2));
        argument = drive + length + (rest ? 1 : 0);
        if (rest) fputc(':', file);
    }
    put(file, argument, wcslen(argument) + 1);
}

int wmain(int count, wchar_t **arguments) {
    // The Java of Linux cannot write to a pipe of wine, whose cmd takes redirections in for /f for arguments.
    if (count > 1 && !wcscmp(arguments[1], L"-version")) {
        printf("Picked up JAVA_TOOL_OPTIONS: -Da=b\nopenjdk version \"%s\"\n", _wgetenv(L"OLD_JAVA") ? "11.0.2" : "17.0.1");
        return 0;
    }
    wchar_t *scratch = _wgetenv(L"SCRATCH"), *variable = _wgetenv(L"DUIQI_ARGUMENTS"), *home = _wgetenv(L"HOME");
    swprintf(name, 400, L"Z:%ls/java.%lu", scratch, GetCurrentProcessId());
    // wine uses the numbers of processes again: an earlier process may have left an exit code under this name.
    wchar_t *end = name + wcslen(name);
    wcscpy(end, L".code");
    _wremove(name);
    *end = 0;
    FILE *file = _wfopen(name, L"wb");
    put(file, variable ? variable : L"", -1);
    put(file, home ? home : L"", -1);
    for (int i = 1; i < count; i++) put_argument(file, arguments[i]);
    fclose(file);
    swprintf(line, 1000, L"bash %ls/java.sh %ls", scratch, name + 2);
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION process;
    if (!CreateProcessW(L"Z:\\bin\\bash", line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) return 99;
    wcscpy(end, L".code");
    while (!(file = _wfopen(name, L"r"))) Sleep(5);
    int code = 98;
    fscanf(file, "%d", &code);
    return code;
}
