// Keeps the file of its argument open for three seconds, so that no other process can write it.
#include <windows.h>

int wmain(int count, wchar_t **arguments) {
    HANDLE file = CreateFileW(arguments[count - 1], GENERIC_WRITE, 0, NULL, OPEN_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    Sleep(3000);
    return 0;
}
